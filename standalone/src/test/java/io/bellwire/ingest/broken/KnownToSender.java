package io.bellwire.ingest.broken;

/** Nothing but a class of another program. */
public record KnownToSender() {}
