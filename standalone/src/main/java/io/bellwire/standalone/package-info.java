/** A real Kafka broker and the four programs in one JVM. */
@NullMarked
package io.bellwire.standalone;

import org.jspecify.annotations.NullMarked;
