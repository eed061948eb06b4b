package io.bellwire.sender.broken;

/** Nothing but a class of another program. */
public record KnownToOthers() {}
