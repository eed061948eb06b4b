package io.bellwire.config.broken;

import io.bellwire.sender.broken.KnownToOthers;

/** Breaks: programs ignore each other. */
public record KnowsSender(KnownToOthers other) {}
