package io.bellwire.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/** What goes wrong at the receiver, from its beginning to its end; afterwards the receiver listens and reads. */
enum ReceiverFault {
    NONE,
    FIN {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("close");
        }
    },
    RESET {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("reset");
        }
    },
    RESET_AT_BYTE {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                receiver.tell("behave reset-after-bytes " + upTo(1 << (3 + random.nextInt(14)), random));
            }
            receiver.tell("close");
        }
    },
    FIN_IN_MIDSTREAM {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                receiver.tell("behave close-after " + upTo(60, random));
            }
            receiver.tell("reset");
        }
    },
    /** By plain TCP, which has no alerts, a FIN. */
    TLS_ALERT {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                receiver.tell("tls behave alert-after " + upTo(60, random));
            }
            receiver.tell("close");
        }
    },
    STALL {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("stall");
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException {
            receiver.tell("go-on");
        }
    },
    STALL_AND_RESET {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("stall");
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException {
            receiver.tell("reset");
            receiver.tell("go-on");
        }
    },
    READ_SLOWLY {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("always read-slowly " + (10_000 + upTo(50_000, random)) + " " + upTo(15, random));
            receiver.tell("close");
        }
    },
    ACCEPT_AND_NEVER_READ {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("always stall-after 0");
            receiver.tell("close");
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException, InterruptedException {
            killAndStart(receiver);
        }
    },
    REFUSE {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("refuse");
            receiver.tell("reset");
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException {
            receiver.tell("listen");
        }
    },
    KILLED {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws InterruptedException {
            receiver.kill();
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException {
            receiver.startAgain();
        }
    },
    STALLED_AND_KILLED {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException {
            receiver.tell("stall");
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException, InterruptedException {
            killAndStart(receiver);
        }
    },
    STOPPED_AND_KILLED {
        @Override
        void begin(ReceiverProcess receiver, Random random) throws IOException, InterruptedException {
            receiver.pause();
        }

        @Override
        void end(ReceiverProcess receiver) throws IOException, InterruptedException {
            killAndStart(receiver);
        }
    };

    /** As many as senders deliver at a time. */
    private static final int CONNECTIONS = 2;

    private static final int LASTS_MILLIS_MAX = 1_500;

    /** One in so many lasts so long that a sender may take what lies unread in a quiet kernel for read. */
    private static final int LONG_ONE_IN = 4;

    private static final int LONG_MILLIS = 2_500;

    static ReceiverFault drawnFrom(Random random) {
        return values()[random.nextInt(values().length)];
    }

    void begin(ReceiverProcess receiver, Random random) throws IOException, InterruptedException {}

    void end(ReceiverProcess receiver) throws IOException, InterruptedException {
        receiver.tell("behave-well");
    }

    /** How long from its beginning to its end. */
    Duration lasts(Random random) {
        boolean isLong = random.nextInt(LONG_ONE_IN) == 0;
        return Duration.ofMillis((isLong ? LONG_MILLIS : 0) + random.nextInt(LASTS_MILLIS_MAX));
    }

    private static int upTo(int most, Random random) {
        return 1 + random.nextInt(most);
    }

    private static void killAndStart(ReceiverProcess receiver) throws IOException, InterruptedException {
        receiver.kill();
        receiver.startAgain();
    }
}
