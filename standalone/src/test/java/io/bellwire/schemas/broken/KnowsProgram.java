package io.bellwire.schemas.broken;

import io.bellwire.sender.broken.KnownToOthers;

/** Breaks: what is shared knows no program. */
public record KnowsProgram(KnownToOthers program) {}
