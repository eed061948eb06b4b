package io.bellwire.sender.broken;

import io.bellwire.ingest.broken.KnownToSender;

/** Breaks: programs ignore each other. */
public record KnowsIngest(KnownToSender other) {}
