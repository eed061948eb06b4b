/** The portal that people see. */
@NullMarked
package io.bellwire.config.page;

import org.jspecify.annotations.NullMarked;
