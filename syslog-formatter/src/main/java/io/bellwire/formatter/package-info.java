/** Accepted alerts in, finished syslog messages out: decides the bytes of one message. */
@NullMarked
package io.bellwire.formatter;

import org.jspecify.annotations.NullMarked;
