package io.bellwire.cef;

import java.time.Instant;

/** One key and value of a CEF extension; the key's type in the dictionary decides how the value is written. */
public sealed interface CefField {
    CefKey key();

    Keep keep();

    /** The same field, kept longer or less long. */
    CefField keep(Keep keep);

    /** A value given as text, also of addresses and MAC addresses; a blank one is left out of the message. */
    static CefField text(String key, String text) {
        return new Text(CefDictionary.standard().key(key), text, Keep.WHILE_IT_FITS);
    }

    static CefField number(String key, long number) {
        return new Whole(CefDictionary.standard().key(key), number, Keep.WHILE_IT_FITS);
    }

    /** A number with a fraction; one that is not finite is left out of the message. */
    static CefField decimal(String key, double number) {
        return new Decimal(CefDictionary.standard().key(key), number, Keep.WHILE_IT_FITS);
    }

    /** A time, written as milliseconds since 1970, or as the dialect has it; what is finer is cut, not rounded (P14). */
    static CefField time(String key, Instant time) {
        return new Time(CefDictionary.standard().key(key), time, Keep.WHILE_IT_FITS);
    }

    record Text(CefKey key, String text, Keep keep) implements CefField {
        @Override
        public CefField keep(Keep keep) {
            return new Text(key, text, keep);
        }
    }

    record Whole(CefKey key, long number, Keep keep) implements CefField {
        @Override
        public CefField keep(Keep keep) {
            return new Whole(key, number, keep);
        }
    }

    record Decimal(CefKey key, double number, Keep keep) implements CefField {
        @Override
        public CefField keep(Keep keep) {
            return new Decimal(key, number, keep);
        }
    }

    record Time(CefKey key, Instant time, Keep keep) implements CefField {
        @Override
        public CefField keep(Keep keep) {
            return new Time(key, time, keep);
        }
    }
}
