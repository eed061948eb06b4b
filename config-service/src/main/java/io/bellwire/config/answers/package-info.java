/** How every answer of the API is written: times, and whatever is refused. */
@NullMarked
package io.bellwire.config.answers;

import org.jspecify.annotations.NullMarked;
