package io.bellwire.standalone;

import java.nio.file.Path;

/** A broker in a process of its own, for the test that kills it. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] args) throws Exception {
        try (LocalBroker broker = LocalBroker.start(Path.of(args[0]), Integer.parseInt(args[1]))) {
            System.out.println("listening " + broker.bootstrapServers());
            System.in.read();
        }
    }
}
