package io.bellwire.settings.broken.util;

/** Breaks: packages are named after subjects. */
public record Anything() {}
