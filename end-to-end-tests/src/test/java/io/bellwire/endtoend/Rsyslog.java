package io.bellwire.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real rsyslogd; one port takes both framings, deciding for each frame. */
final class Rsyslog extends RealReceiver {
    private Rsyslog(Path directory, Map<Wire, Integer> ports) throws IOException {
        super(directory, ports);
    }

    /** Starts it with its files in this empty directory; skips the test where rsyslog is missing. */
    static Rsyslog start(Path directory) throws IOException {
        Peers.require("rsyslogd");
        Peers.require("the TLS driver of rsyslog", Peers.findFile("/usr/lib", "lmnsd_ossl.so"));
        Map<Wire, Integer> ports = freePorts();
        ports.put(Wire.TCP_OCTET_COUNTING, ports.get(Wire.TCP_LINE_FEED));
        ports.put(Wire.TLS_OCTET_COUNTING, ports.get(Wire.TLS_LINE_FEED));
        return new Rsyslog(directory, ports);
    }

    @Override
    String template() {
        return "rsyslog.conf.in";
    }

    @Override
    Map<String, String> placeholders() {
        return Map.of("TCP", String.valueOf(port(Wire.TCP_LINE_FEED)), "TLS", String.valueOf(port(Wire.TLS_LINE_FEED)));
    }

    @Override
    List<String> command() {
        return List.of(
                Peers.require("rsyslogd").toString(),
                "-n",
                "-f",
                configuration().toString(),
                "-i",
                file("receiver.pid").toString());
    }

    @Override
    Map<String, String> environment() {
        return Map.of("TZ", "UTC");
    }

    @Override
    ParsedMessage parse(Map<String, String> fields) {
        return ParsedMessage.of(fields, Integer.parseInt(fields.get("protocol")));
    }
}
