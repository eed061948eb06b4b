/** Test messages: asks a sensor to send one with settings that nobody has saved, and tells how far it came. */
@NullMarked
package io.bellwire.config.messagetest;

import org.jspecify.annotations.NullMarked;
