package io.bellwire.sender.messagetest;

import java.util.Locale;

/** The steps of a test message, in the order in which they are taken. */
enum StepName {
    RESOLVE,
    /** Not by UDP. */
    CONNECT,
    /** By TLS only. */
    HANDSHAKE,
    SEND,
    OBSERVE;

    /** As results have it, such as {@code resolve}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
