package io.bellwire.siem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the SIEM program is told on its standard input, a command a line; see {@link #USAGE}. Those that begin with a transport are for
 * that one, the others for every one that listens.
 */
final class SiemCommands {
    static final String USAGE = """
        Commands, one a line; with tcp, tls or udp before it for that one only:
          behave BEHAVIOUR    the next connection behaves so; said again, the one after it
          always BEHAVIOUR    all coming connections behave so
          behave-well         forgets the two above and ends every stall
          stall | go-on       stops reading, and reads again
          close | reset       ends the open connections with FIN, or RST
          refuse | listen     refuses new connections, and listens again
        Behaviours: accept, close-after N, reset-after N, stall-after N, alert-after N (messages),
          reset-after-bytes N, read-slowly BYTES MILLISECONDS
        """;

    private final List<FakeSiem> siems;

    SiemCommands(List<FakeSiem> siems) {
        this.siems = List.copyOf(siems);
    }

    /** Returns when it is done; an {@code IllegalArgumentException} says what is wrong with the command. */
    void perform(String line) throws IOException {
        List<String> words = List.of(line.strip().split("\\s+"));
        List<FakeSiem> addressed = siems.stream()
                .filter(siem -> siem.transport().name().equalsIgnoreCase(words.get(0)))
                .toList();
        boolean toOne = !addressed.isEmpty();
        for (FakeSiem siem : toOne ? addressed : siems) {
            perform(siem, toOne ? words.subList(1, words.size()) : words);
        }
    }

    private static void perform(FakeSiem siem, List<String> words) throws IOException {
        String verb = words.isEmpty() ? "" : words.get(0);
        switch (verb) {
            case "behave" -> siem.behave(behaviour(words.subList(1, words.size())));
            case "always" -> siem.behaveAlways(behaviour(words.subList(1, words.size())));
            case "behave-well" -> siem.behaveWell();
            case "stall" -> siem.stall();
            case "go-on" -> siem.goOn();
            case "close" -> siem.closeConnections();
            case "reset" -> siem.resetConnections();
            case "refuse" -> siem.stopListening();
            case "listen" -> siem.listenAgain();
            default -> throw new IllegalArgumentException("no command: " + verb);
        }
    }

    private static Behaviour behaviour(List<String> words) {
        String kind = words.isEmpty() ? "" : words.get(0);
        return switch (kind) {
            case "accept" -> Behaviour.accept();
            case "close-after" -> Behaviour.closeAfter(number(words, 1));
            case "reset-after" -> Behaviour.resetAfter(number(words, 1));
            case "reset-after-bytes" -> Behaviour.resetAfterBytes(number(words, 1));
            case "stall-after" -> Behaviour.stallAfter(number(words, 1));
            case "alert-after" -> Behaviour.alertAfter(number(words, 1));
            case "read-slowly" -> Behaviour.readSlowly(number(words, 1), Duration.ofMillis(number(words, 2)));
            default -> throw new IllegalArgumentException("no behaviour: " + kind);
        };
    }

    private static int number(List<String> words, int at) {
        if (words.size() <= at) {
            throw new IllegalArgumentException(words.get(0) + " needs a number");
        }
        return Integer.parseInt(words.get(at));
    }
}
