package io.bellwire.benchmarks.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Posts numbered alerts to alert-ingest in arrays, on a few connections that are kept, and demands 202 of each answer. A
 * plain socket, since a client that understood HTTP would cost what is to be measured. Arguments are the port, the token,
 * the number of connections, how many alerts, how many of them in an array, and how long a message of them shall be.
 */
public final class AlertPoster {
    private static final byte[] ACCEPTED = "HTTP/1.1 202".getBytes(US_ASCII);

    private final int port;
    private final String token;
    private final int inArray;
    private final List<RecordForm.Template> templates;

    private AlertPoster(int port, String token, int inArray, int octets) {
        this.port = port;
        this.token = token;
        this.inArray = inArray;
        templates = RecordForm.JSON.templates(octets);
    }

    public static void main(String[] arguments) throws Exception {
        var poster = new AlertPoster(
                Integer.parseInt(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        poster.post(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
    }

    private void post(int connections, long count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Callable<Void>> shares = new ArrayList<>();
        for (int share = 0; share < connections; share++) {
            long from = count * share / connections;
            long to = count * (share + 1) / connections;
            shares.add(() -> {
                postShare(from, to);
                return null;
            });
        }
        for (Future<Void> posted : threads.invokeAll(shares)) {
            posted.get();
        }
        threads.shutdown();
    }

    private void postShare(long from, long to) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (long first = from; first < to; first += inArray) {
                out.write(request(first, Math.min(first + inArray, to)));
                out.flush();
                readAnswer(in);
            }
        }
    }

    private byte[] request(long from, long to) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(inArray << 10);
        for (long number = from; number < to; number++) {
            body.write(number == from ? '[' : ',');
            body.write(templates.get((int) (number % templates.size())).value().of(number, 0));
        }
        body.write(']');
        ByteArrayOutputStream request = new ByteArrayOutputStream(body.size() + 256);
        request.write("""
                POST /api/v1/alerts HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(port, token, body.size()).getBytes(US_ASCII));
        body.writeTo(request);
        return request.toByteArray();
    }

    /** Its body is a short object, whole or in one chunk: nothing of it is needed but where it ends. */
    private static void readAnswer(InputStream in) throws IOException {
        String head = readHead(in);
        if (!head.startsWith(new String(ACCEPTED, US_ASCII))) {
            throw new IOException("not accepted: " + head);
        }
        String end = head.contains("Content-Length") ? "}" : "0\r\n\r\n";
        readTo(in, end);
    }

    private static String readHead(InputStream in) throws IOException {
        return readTo(in, "\r\n\r\n");
    }

    private static String readTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || text.lastIndexOf(end) != text.length() - end.length()) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the answer ends early: " + text);
            }
            text.append((char) octet);
        }
        return text.toString();
    }
}
