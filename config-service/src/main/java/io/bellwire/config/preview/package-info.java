/** Shows which bytes settings would put on the wire, before they are saved. */
@NullMarked
package io.bellwire.config.preview;

import org.jspecify.annotations.NullMarked;
