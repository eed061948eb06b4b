/** How every program answers HTTP. */
@NullMarked
package io.bellwire.serving;

import org.jspecify.annotations.NullMarked;
