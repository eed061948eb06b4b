package io.bellwire.cef;

/** Why no valid message can be made of an input. */
public enum Refusal {
    /** Vendor, product or version is blank. */
    HEADER_EMPTY,
    /** The severity is none that CEF knows. */
    SEVERITY,
    /** An extension key holds something else than letters and digits. */
    KEY,
    /** An extension key stands twice in one event. */
    DUP_KEY,
    /** Facility or severity of syslog is out of range. */
    PRI,
    /** A host name holds a character that receivers do not take. */
    HOSTNAME_CHARS,
    /** A host name is longer than 255 characters. */
    HOSTNAME_LENGTH,
    /** MSGID is empty or longer than 32 characters. */
    MSGID_LENGTH,
    /** A field of the syslog header holds something else than printable US-ASCII. */
    HEADER_CHARS,
    /** What must never be cut does not fit into the longest message allowed. */
    TOO_LONG,
    /** The longest message allowed could not be carried by a datagram. */
    UDP_SIZE;

    /** The code under which documents and logs know it, such as {@code E_DUP_KEY}. */
    public String code() {
        return "E_" + name();
    }
}
