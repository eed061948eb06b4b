package io.bellwire.cef;

import io.bellwire.schemas.Dialect;

/** How the texts of a CEF event are written. */
enum CefForm {
    STANDARD(Escaping.HEADER, Escaping.VALUE),
    MDI(MdiEscaping.HEADER, MdiEscaping.VALUE),
    /** They were written before, in one of the other forms. */
    WRITTEN(WrittenEscaping.WRITTEN, WrittenEscaping.WRITTEN);

    private final Escaping header;
    private final Escaping value;

    CefForm(Escaping header, Escaping value) {
        this.header = header;
        this.value = value;
    }

    static CefForm of(Dialect dialect) {
        return switch (dialect) {
            case STANDARD -> STANDARD;
            case MDI -> MDI;
        };
    }

    Escaping header() {
        return header;
    }

    Escaping value() {
        return value;
    }
}
