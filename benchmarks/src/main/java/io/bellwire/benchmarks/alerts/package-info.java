/** The usual alerts in any number, and programs that put them to where they are wanted. */
@NullMarked
package io.bellwire.benchmarks.alerts;

import org.jspecify.annotations.NullMarked;
