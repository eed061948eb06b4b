package io.bellwire.schemas;

/** The bytes of a Kafka record hold nothing that this program can read; it never will, so the record is set aside. */
public final class UndecodableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
