/** syslog-sender: reads finished syslog messages from Kafka and delivers them to the SIEM while its sensor is designated. */
@NullMarked
package io.bellwire.sender;

import org.jspecify.annotations.NullMarked;
