package io.bellwire.config.lookup;

/**
 * One thing that is wrong with a question.
 *
 * @param field the parameter, such as {@code around}
 * @param message what is wrong and what would be right
 */
public record LookupFault(String field, String message) {}
