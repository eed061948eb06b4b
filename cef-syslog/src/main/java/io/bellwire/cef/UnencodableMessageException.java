package io.bellwire.cef;

/** No valid message can be made of this input, now or later; {@link #refusal()} says which rule stands against it. */
public final class UnencodableMessageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    UnencodableMessageException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
