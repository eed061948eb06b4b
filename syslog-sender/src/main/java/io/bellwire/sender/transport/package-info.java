/** Carries syslog messages to the SIEM over UDP, TCP or TLS; knows neither Kafka nor Spring. */
@NullMarked
package io.bellwire.sender.transport;

import org.jspecify.annotations.NullMarked;
