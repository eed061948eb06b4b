package io.bellwire.endtoend.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Two network namespaces and the link between them, by a program of Python's; needs root and {@code /dev/net/tun}. */
final class LossyLink implements AutoCloseable {
    /** The receiver's address; the sender's is the one before it. */
    static final String RECEIVER = "192.0.2.2";

    private final Program program;
    private final String senderNamespace;
    private final String receiverNamespace;

    private LossyLink(Program program, String[] words) {
        this.program = program;
        senderNamespace = words[1];
        receiverNamespace = words[2];
    }

    /** Why there can be none here; empty when there can. */
    static String missing() {
        if (!Files.isWritable(Path.of("/dev/net/tun"))) {
            return "no right to use /dev/net/tun";
        }
        try (LossyLink link = open(0, 0, 1_500)) {
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /**
     * @param delayMillis each way
     * @param lost the part of the packets that never arrives, from 0 to 1
     * @param packetOctetsMax 1,500 for Ethernet, down to 576
     */
    static LossyLink open(int delayMillis, double lost, int packetOctetsMax) throws IOException {
        Program program = Program.start(List.of(
                "python3",
                script().toString(),
                String.valueOf(delayMillis),
                String.format(Locale.ROOT, "%f", lost),
                String.valueOf(packetOctetsMax),
                "1"));
        String said = program.next();
        if (said == null) {
            program.close();
            throw new IOException("no network namespaces with a link between them: see standard error");
        }
        return new LossyLink(program, said.split(" "));
    }

    private static Path script() {
        var found = LossyLink.class.getResource("lossy-link.py");
        if (found == null) {
            throw new IllegalStateException("lossy-link.py is not in the class path");
        }
        return Path.of(found.getPath());
    }

    String senderNamespace() {
        return senderNamespace;
    }

    String receiverNamespace() {
        return receiverNamespace;
    }

    /** The process that a signal makes dark or lets pass again. */
    String process() {
        return Path.of(senderNamespace).getName(1).toString();
    }

    @Override
    public void close() {
        program.close();
    }
}
