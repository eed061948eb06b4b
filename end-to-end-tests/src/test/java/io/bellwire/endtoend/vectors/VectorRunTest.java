package io.bellwire.endtoend.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorRunTest {
    private static final String EVENT = "CEF:0|Acme|AlertBridge|1.0|100|Port scan|5|";

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            ['cn1', 7]                                         ! cn1=7             ! no-label:cn1
            ['cfp1', 7.25], ['cfp1Label', 'x']                 ! cfp1=7.25 cfp1Label=x !
            ['cfp1', {'double': '1e7'}]                        ! cfp1=10000000     ! no-label:cfp1
            ['cfp1', {'double': '-Infinity'}]                  !                   ! not-a-number:cfp1
            ['cn1', 9223372036854775808]                       !                   ! not-a-number:cn1
            ['rt', {'time': '2016-12-31T23:59:60.5Z'}]         ! rt=1483228799999  !
            ['rt', {'time': '2017-01-01T01:00:00.0019+01:00'}] ! rt=1483228800001  !
            ['smac', {'mac': '00-0d-60-af-1b-61'}]             ! smac=00:0D:60:AF:1B:61 !
            ['act', null]                                      !                   !
            ['act', {'$concat': ['a', {'$repeat': [{'$concat': ['b', 'c']}, 2]}]}] ! act=abcbc !
            """)
    void valuesOfEveryTypeReachTheEncoder(String pairs, String extension, String warning) {
        String text = EVENT + (extension == null ? "" : extension);
        String line = event(
                pairs,
                "'bytes_hex': '" + hex(text) + "', 'length': " + text.length() + ", 'warnings': ["
                        + (warning == null ? "" : "'" + warning + "'") + "]");

        assertThat(VectorRun.of(List.of(line))).isEqualTo(new VectorRun(1, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            ['act', true]             ! 'refuse': 'E_KEY'                 ! cannot be run: act is no text: true
            ['act', {'uuid': 'x'}]    ! 'refuse': 'E_KEY'                 ! of an unknown type: uuid
            ['act', 'a']              ! 'refuse': 'E_KEY'                 ! expected refuse E_KEY, seen 'CEF:0|Acme
            ['a b', 'a']              ! 'refuse': 'E_DUP_KEY'             ! expected refuse E_DUP_KEY, seen refuse E_KEY
            ['a b', 'a']              ! 'bytes_hex': '43'                 ! expected 'C', seen refuse E_KEY
            ['act', 'a']              ! 'bytes_hex': '4344'               ! first difference at octet 1: expected 'CD'
            ['act', 'a']              ! 'length': 1, 'sha256': 'ab'       ! expected length 1, seen 48
            ['act', 'a']              ! 'sha256': 'ab'                    ! expected sha256 ab, seen
            ['cs1', 'a']              ! 'sha256': 'ab'                    ! expected warnings [], seen [no-label:cs1]
            ['act', 'a']              ! 'prefix_hex': '41', 'sha256': ''  ! first difference at octet 0: expected 'A', seen 'C'
            ['act', 'a']              ! 'suffix_hex': '41', 'sha256': ''  ! first difference at octet 0: expected 'A', seen 'a'
            ['act', 'a']              ! 'length': 48                      ! neither octets nor a verdict
            ['act', 'a']              ! 'octets': 48                      ! has the field 'octets', which is unknown
            """)
    void whatDiffersOrIsUnknownIsSaid(String pairs, String expected, String words) {
        VectorRun run = VectorRun.of(List.of(event(pairs, expected)));

        assertThat(run.passed()).isZero();
        assertThat(run.failures()).singleElement().asString().startsWith("X1: ").contains(words);
    }

    @Test
    void anUnusableLineDoesNotEndTheRun() {
        VectorRun run = VectorRun.of(List.of(
                "garbage",
                "",
                json("{'id': 'X2', 'kind': 'config', 'input': {}, 'expected': {}}"),
                json("{'id': 'X3', 'kind': 'tls-name', 'input': {'configured': 'a', 'peer': {'uri': 'a'}},"
                        + " 'expected': {'accept': true}}"),
                json("{'id': 'X4', 'kind': 'tls-name', 'input': {'configured': 'a', 'peer': {'sanDns': ['a']}},"
                        + " 'expected': {'accept': true}}")));

        assertThat(run.passed()).isOne();
        assertThat(run.failures())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("line 1: cannot be run: no JSON"),
                        second -> assertThat(second).isEqualTo("X2: cannot be run: the kind 'config' is unknown"),
                        third -> assertThat(third)
                                .isEqualTo("X3: cannot be run: peer has the field 'uri', which is unknown"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {'kind': 'tls'}                                                    ! octets counted
            {'kind': 'tls', 'framing': 'lf'}                                   ! octets counted
            {'kind': 'tls', 'framing': 'lf', 'allowNonRfc5425Framing': true}   ! line feed
            {'kind': 'tcp'}                                                    ! line feed
            {'kind': 'tcp', 'framing': 'octet'}                                ! octets counted
            {'kind': 'udp'}                                                    ! bare
            """)
    void framingFollowsTransportUnlessChosen(String transport, String form) {
        String text = EVENT + "act=a";
        String framed = switch (form) {
            case "line feed" -> text + "\n";
            case "bare" -> text;
            default -> text.length() + " " + text;
        };
        String line = event("['act', 'a']", "'bytes_hex': '" + hex(framed) + "'")
                .replace(json("'syslog': {"), json("'transport': " + transport + ", 'syslog': {"));

        assertThat(VectorRun.of(List.of(line))).isEqualTo(new VectorRun(1, List.of()));
    }

    private static String event(String pairs, String expected) {
        return json("{'id': 'X1', 'kind': 'cef', 'input': {'alert': {'vendor': 'Acme', 'product': 'AlertBridge',"
                + " 'version': '1.0', 'eventClassId': '100', 'name': 'Port scan', 'severity': 5, 'ext': [" + pairs
                + "]}, 'syslog': {'format': 'none'}}, 'expected': {" + expected + "}}");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(US_ASCII));
    }
}
