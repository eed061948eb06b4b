package io.bellwire.endtoend;

/** The ways in which a syslog message can be carried to a receiver. */
enum Wire {
    UDP,
    TCP_LINE_FEED,
    TCP_OCTET_COUNTING,
    TLS_LINE_FEED,
    TLS_OCTET_COUNTING,
    /** TLS with octet counting to a receiver that demands a client certificate of {@code TestCertificates.shared()}. */
    MUTUAL_TLS;

    boolean isTls() {
        return this == TLS_LINE_FEED || this == TLS_OCTET_COUNTING || this == MUTUAL_TLS;
    }

    boolean countsOctets() {
        return this == TCP_OCTET_COUNTING || this == TLS_OCTET_COUNTING || this == MUTUAL_TLS;
    }
}
