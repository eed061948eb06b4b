package io.bellwire.siem;

/** How messages reach the fake SIEM. */
public enum SiemTransport {
    UDP,
    TCP,
    TLS
}
