package io.bellwire.cef.broken;

import io.bellwire.settings.broken.HalfOfACycle;

/** Breaks: no cycles. */
public record OtherHalfOfACycle(HalfOfACycle other) {}
