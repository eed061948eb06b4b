/** Who may come in, and what a browser may do with what it gets. */
@NullMarked
package io.bellwire.config.access;

import org.jspecify.annotations.NullMarked;
