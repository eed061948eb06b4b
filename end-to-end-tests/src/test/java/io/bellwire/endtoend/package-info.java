/** One test class for each situation in the field, against real receivers where they are installed. */
@NullMarked
package io.bellwire.endtoend;

import org.jspecify.annotations.NullMarked;
