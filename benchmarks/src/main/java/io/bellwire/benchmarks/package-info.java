/** Benchmarks of parts; a README beside them holds the latest figures. */
@NullMarked
package io.bellwire.benchmarks;

import org.jspecify.annotations.NullMarked;
