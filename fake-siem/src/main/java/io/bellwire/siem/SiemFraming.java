package io.bellwire.siem;

/** How the end of a message was found: by its datagram, by its octet count (RFC 6587 §3.4.1) or by a line feed (§3.4.2). */
public enum SiemFraming {
    DATAGRAM,
    OCTET_COUNTING,
    LINE_FEED
}
