package io.bellwire.cef;

/** How long a field stays when a message has to be made shorter. */
public enum Keep {
    /** Goes when the message is too long, the last field of an event first. */
    WHILE_IT_FITS,
    /** Goes after every field that may go, before the name is cut. */
    ALMOST_ALWAYS,
    /** Tells which alert it is about, and never goes. */
    AS_IDENTITY
}
