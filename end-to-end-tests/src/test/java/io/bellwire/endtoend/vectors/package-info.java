/** Runs exact vectors, one JSON object a line, through the real encoder, framer and TLS rules. */
@NullMarked
package io.bellwire.endtoend.vectors;

import org.jspecify.annotations.NullMarked;
