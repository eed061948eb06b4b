package io.bellwire.cef;

/**
 * The header fields of a CEF event, unescaped.
 *
 * @param vendor up to 63 octets, longer ones are cut, as the other fields are
 * @param product up to 63 octets
 * @param version of the product, up to 31 octets
 * @param eventClassId up to 1023 octets; {@code unspecified} stands for a blank one (P6)
 * @param name up to 512 octets; the class id stands for a blank one (P6)
 * @param severity in one of the forms that {@link CefSeverity} gives
 */
public record CefHeader(
        String vendor, String product, String version, String eventClassId, String name, String severity) {
    static final int VENDOR_OCTETS_MAX = 63;
    static final int PRODUCT_OCTETS_MAX = 63;
    static final int VERSION_OCTETS_MAX = 31;
    static final int CLASS_ID_OCTETS_MAX = 1023;
    static final int NAME_OCTETS_MAX = 512;

    public CefHeader {
        vendor = required("vendor", vendor);
        product = required("product", product);
        version = required("version", version);
        eventClassId = Escaping.HEADER.isBlank(eventClassId) ? "unspecified" : Escaping.HEADER.trimmed(eventClassId);
        name = Escaping.HEADER.isBlank(name) ? eventClassId : name;
        severity = CefSeverity.of(severity);
    }

    private static String required(String field, String text) {
        if (Escaping.HEADER.isBlank(text)) {
            throw new UnencodableMessageException(Refusal.HEADER_EMPTY, "the " + field + " is empty");
        }
        return Escaping.HEADER.trimmed(text);
    }
}
