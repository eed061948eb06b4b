package io.bellwire.siem;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Which connection behaves how; written by the test's thread, read by the accepting one. */
final class Script {
    private final Queue<Behaviour> next = new ArrayDeque<>();
    private Behaviour always = Behaviour.accept();

    synchronized void append(List<Behaviour> oneConnectionEach) {
        next.addAll(oneConnectionEach);
    }

    synchronized void always(Behaviour everyConnection) {
        always = everyConnection;
    }

    synchronized void clear() {
        next.clear();
        always = Behaviour.accept();
    }

    synchronized Behaviour next() {
        Behaviour scripted = next.poll();
        return scripted == null ? always : scripted;
    }
}
