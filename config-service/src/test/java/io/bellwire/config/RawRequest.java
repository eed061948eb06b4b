package io.bellwire.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** A request as somebody types it who keeps to no rule; clients of HTTP refuse to send such. */
final class RawRequest {
    private static final int ANSWER_WITHIN_MILLIS = 20_000;

    private RawRequest() {}

    /** Asks for exactly this, whatever is in it. */
    static Answer get(RunningPortal portal, String target, String login) throws IOException {
        return send(portal, "GET " + target + " HTTP/1.1\r\nHost: bellwire\r\n" + basic(login) + end());
    }

    /** Sends these octets and reads until the other side closes. */
    static Answer send(RunningPortal portal, String octets) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
            socket.setSoTimeout(ANSWER_WITHIN_MILLIS);
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static String basic(String login) {
        return login.isEmpty()
                ? ""
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
    }

    static String end() {
        return "Connection: close\r\n\r\n";
    }

    /** All that came back. */
    record Answer(String text) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String head() {
            return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
        }

        String body() {
            return text.substring(head().length());
        }

        /** Names and values of the head, in lower case. */
        String headers() {
            return head().toLowerCase(Locale.ROOT);
        }
    }
}
