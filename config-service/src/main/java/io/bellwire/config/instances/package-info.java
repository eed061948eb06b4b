/** Which processes of Bellwire run, learned from their heartbeats. */
@NullMarked
package io.bellwire.config.instances;

import org.jspecify.annotations.NullMarked;
