package io.bellwire.sender.transport;

/**
 * Judges how far the SIEM's program has read what went out on one connection. A finished write says only that our kernel
 * has the octets, an acknowledgement only that the SIEM's kernel has. Used by the network thread only.
 */
sealed interface PeerProgress permits AcknowledgedProgress, UnseenProgress {
    /** Takes a look; the more often, the closer it follows. */
    Reached look(long nanos);

    /** Whether the SIEM answers no more while something waits for it; an idle connection's silence the kernel ends. */
    boolean isGone();
}
