package io.bellwire.cef;

/**
 * Why an alert cannot be accepted.
 *
 * @param field the alert's field as the JSON contract names it, such as {@code source.ip} or {@code extension.cs3}
 * @param message what is wrong with it, in the words of the person who can mend it
 */
public record AlertFault(String field, String message) {}
