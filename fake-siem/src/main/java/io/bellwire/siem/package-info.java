/** A SIEM for tests, the demo and benchmarks: receives syslog, and misbehaves when it is told to. JDK only. */
@NullMarked
package io.bellwire.siem;

import org.jspecify.annotations.NullMarked;
