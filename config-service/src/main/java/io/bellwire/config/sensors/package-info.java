/** The sensors that were heard of, and how they are. */
@NullMarked
package io.bellwire.config.sensors;

import org.jspecify.annotations.NullMarked;
