/** How the stages between intake and SIEM stand: who runs, and what waits. */
@NullMarked
package io.bellwire.config.pipeline;

import org.jspecify.annotations.NullMarked;
