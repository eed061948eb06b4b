package io.bellwire.sender;

import io.bellwire.schemas.ConnectionChange;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last changes of the connection. The same again is counted, so that a SIEM that is away for days leaves room for what was before. */
final class ConnectionHistory {
    static final int KEPT_MAX = 10;
    /** Heartbeats carry all of it each second. */
    static final int CHARACTERS_MAX = 300;

    private final Clock clock;
    private final Deque<ConnectionChange> newestFirst = new ArrayDeque<>();

    ConnectionHistory(Clock clock) {
        this.clock = clock;
    }

    void connected(String words) {
        add(true, words);
    }

    void failed(String words) {
        add(false, words);
    }

    /** Newest first. */
    List<ConnectionChange> changes() {
        return List.copyOf(newestFirst);
    }

    private void add(boolean connected, String words) {
        Instant now = clock.instant();
        String kept = words.length() <= CHARACTERS_MAX ? words : words.substring(0, CHARACTERS_MAX) + " ...";
        ConnectionChange last = newestFirst.peekFirst();
        if (last != null && last.getConnected() == connected && kept.equals(last.getWords())) {
            newestFirst.removeFirst();
            newestFirst.addFirst(new ConnectionChange(last.getFirstAt(), now, last.getTimes() + 1, connected, kept));
            return;
        }
        if (newestFirst.size() == KEPT_MAX) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(new ConnectionChange(now, now, 1, connected, kept));
    }
}
