package io.bellwire.cef;

import java.util.List;

/**
 * A CEF event before it becomes bytes.
 *
 * @param fields in the order in which they are written
 * @param nameMayBeCut whether the name gives way when everything else that may go is gone (P18); if not, such an event is
 *     refused
 */
public record CefEvent(CefHeader header, List<CefField> fields, boolean nameMayBeCut) {
    public CefEvent {
        fields = List.copyOf(fields);
    }

    public CefEvent(CefHeader header, List<CefField> fields) {
        this(header, fields, false);
    }
}
