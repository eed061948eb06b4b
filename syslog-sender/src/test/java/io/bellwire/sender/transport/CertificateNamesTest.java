package io.bellwire.sender.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # host                 | dns names and addresses           | common name      | fits
            siem.example.com       | other.example.com siem.example.com|                  | true
            SIEM.Example.com       | siem.example.COM                  |                  | true
            siem.example.com.      | siem.example.com                  |                  | true
            siem.example.com       | siem.example.org                  | siem.example.com | false
            siem.example.com       | 192.0.2.10                        | siem.example.com | false
            siem.example.com       |                                   | siem.example.com | true
            siem.example.com       |                                   | *.example.com    | true
            siem.example.com       |                                   | other            | false
            siem.example.com       |                                   |                  | false
            a.example.com          | *.example.com                     |                  | true
            A.EXAMPLE.com          | *.Example.COM                     |                  | true
            example.com            | *.example.com                     |                  | false
            a.b.example.com        | *.example.com                     |                  | false
            .example.com           | *.example.com                     |                  | false
            a.b.example.com        | a.*.example.com                   |                  | false
            a.b.example.com        | *.*.example.com                   |                  | false
            siem1.example.com      | siem*.example.com                 |                  | false
            siem1.example.com      | *1.example.com                    |                  | false
            siem1.example.com      | s*1.example.com                   |                  | false
            siem                   | *                                 |                  | false
            siem.                  | *.                                |                  | false
            siem*.example.com      | siem*.example.com                 |                  | false
            192.0.2.10             | 192.0.2.10                        |                  | true
            192.0.2.10             | 192.0.2.11                        |                  | false
            192.0.2.10             | *.0.2.10                          |                  | false
            192.0.2.10             |                                   | 192.0.2.10       | false
            2001:db8::7            | 2001:db8:0:0:0:0:0:7              |                  | true
            [2001:DB8::7]          | 2001:db8:0:0:0:0:0:7              |                  | true
            2001:db8::7            | 2001:db8::8                       |                  | false
            münchen.example        | xn--mnchen-3ya.example            |                  | true
            xn--mnchen-3ya.example | xn--mnchen-3ya.example            |                  | true
            siem.münchen.example   | *.xn--mnchen-3ya.example          |                  | true
            bücher.example         | xn--*.example                     |                  | false
            xn--mnchen-3ya.example |                                   | münchen.example  | true
            """)
    void nameFitsAsRfc5425HasIt(String host, String alternatives, String commonName, boolean fits) throws Exception {
        assertThat(names(alternatives == null ? "" : alternatives, commonName).includes(host))
                .isEqualTo(fits);
    }

    @Test
    void namesOfACertificateAreRead() throws Exception {
        CertificateNames names = CertificateNames.of(
                Certificates.of("dns:localhost,ip:192.0.2.10,ip:2001:db8::7").certificate());

        assertThat(names)
                .isEqualTo(names("localhost 192.0.2.10 2001:db8::7", null))
                .hasToString("localhost, 192.0.2.10, 2001:db8:0:0:0:0:0:7");
        assertThat(names("", "test")).hasToString("common name test");
        assertThat(names("", null)).hasToString("no name");
    }

    private static CertificateNames names(String alternatives, String commonName) throws UnknownHostException {
        List<String> dnsNames = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        for (String alternative : alternatives.isEmpty() ? new String[0] : alternatives.split(" ")) {
            if (alternative.contains(":") || alternative.matches("[0-9.]+")) {
                addresses.add(InetAddress.getByName(alternative));
            } else {
                dnsNames.add(alternative);
            }
        }
        return new CertificateNames(dnsNames, addresses, commonName);
    }
}
