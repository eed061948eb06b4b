package io.bellwire.endtoend.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.github.palindromicity.syslog.NilPolicy;
import com.github.palindromicity.syslog.SyslogParser;
import com.github.palindromicity.syslog.SyslogParserBuilder;
import com.github.palindromicity.syslog.SyslogSpecification;
import com.github.palindromicity.syslog.dsl.SyslogFieldKeys;
import io.bellwire.schemas.SyslogFormat;
import java.util.Map;

/**
 * Reads messages with simple-syslog, which follows the RFCs' grammar octet by octet: it is given one character for each octet,
 * since it refuses characters beyond 255.
 */
final class SimpleSyslogReader {
    private final SyslogParser rfc5424 = parser(SyslogSpecification.RFC_5424);
    private final SyslogParser rfc3164 = parser(SyslogSpecification.RFC_3164);

    SyslogLine read(byte[] message, SyslogFormat format) {
        String octets = new String(message, ISO_8859_1);
        SyslogParser parser = format == SyslogFormat.RFC5424 ? rfc5424 : rfc3164;
        return line(parser.parseLine(octets));
    }

    private static SyslogLine line(Map<String, Object> fields) {
        Octets msg = new Octets(text(fields, SyslogFieldKeys.MESSAGE).getBytes(ISO_8859_1));
        return new SyslogLine(
                Integer.parseInt(text(fields, SyslogFieldKeys.HEADER_PRI)),
                text(fields, SyslogFieldKeys.HEADER_TIMESTAMP),
                text(fields, SyslogFieldKeys.HEADER_HOSTNAME),
                text(fields, SyslogFieldKeys.HEADER_APPNAME),
                text(fields, SyslogFieldKeys.HEADER_PROCID),
                text(fields, SyslogFieldKeys.HEADER_MSGID),
                "-",
                false, // it takes a byte order mark away and does not tell
                msg.rest());
    }

    private static String text(Map<String, Object> fields, SyslogFieldKeys key) {
        return (String) fields.getOrDefault(key.getField(), "-");
    }

    private static SyslogParser parser(SyslogSpecification specification) {
        return new SyslogParserBuilder()
                .forSpecification(specification)
                .withNilPolicy(NilPolicy.DASH)
                .build();
    }
}
