package io.bellwire.formatter.broken;

import io.bellwire.sender.broken.KnownToOthers;

/** Breaks: programs ignore each other. */
public record KnowsSender(KnownToOthers other) {}
