package io.bellwire.settings;

/**
 * One thing that is wrong with settings.
 *
 * @param field dotted name as in the API, such as {@code endpoint.port}
 * @param message what is wrong and what would be right, in the operator's words
 */
public record SettingsFault(String field, String message) {}
