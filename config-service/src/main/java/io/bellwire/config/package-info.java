/** The program config-service: portal and API where operators say where alerts go. */
@NullMarked
package io.bellwire.config;

import org.jspecify.annotations.NullMarked;
