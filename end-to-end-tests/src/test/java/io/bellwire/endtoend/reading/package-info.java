/** Readers that know nothing of the encoder, alerts made to trouble them, and what they must read. */
@NullMarked
package io.bellwire.endtoend.reading;

import org.jspecify.annotations.NullMarked;
