package io.bellwire.cef;

import io.bellwire.schemas.Dialect;

/** How the texts of a CEF event are written. */
enum CefForm {
    STANDARD,
    MDI,
    /** They were written before, in one of the other forms. */
    WRITTEN;

    static CefForm of(Dialect dialect) {
        return switch (dialect) {
            case STANDARD -> STANDARD;
            case MDI -> MDI;
        };
    }

    Escaping header() {
        return switch (this) {
            case STANDARD -> Escaping.HEADER;
            case MDI -> MdiEscaping.HEADER;
            case WRITTEN -> WrittenEscaping.WRITTEN;
        };
    }

    Escaping value() {
        return switch (this) {
            case STANDARD -> Escaping.VALUE;
            case MDI -> MdiEscaping.VALUE;
            case WRITTEN -> WrittenEscaping.WRITTEN;
        };
    }
}
