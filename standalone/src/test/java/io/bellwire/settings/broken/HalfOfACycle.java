package io.bellwire.settings.broken;

import io.bellwire.cef.broken.OtherHalfOfACycle;

/** Breaks: no cycles. */
public record HalfOfACycle(OtherHalfOfACycle other) {}
