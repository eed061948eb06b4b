/** Turns an alert into the bytes of one syslog message: pure functions without I/O, clock or framework. */
@NullMarked
package io.bellwire.cef;

import org.jspecify.annotations.NullMarked;
