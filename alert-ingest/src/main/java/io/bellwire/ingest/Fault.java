package io.bellwire.ingest;

/**
 * One thing that is wrong with one alert of a request.
 *
 * @param index of the alert in its request, from 0
 * @param field as the producer wrote it, with dots between levels, such as {@code source.ip}; empty when the alert as a
 *     whole is meant
 * @param message goes on after the field's name, such as {@code is required}
 */
record Fault(int index, String field, String message) {}
