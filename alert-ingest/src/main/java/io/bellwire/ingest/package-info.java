/** Takes alerts in over HTTP and from a Kafka topic, and checks all of each alert; HTTP is answered when Kafka has it. */
@NullMarked
package io.bellwire.ingest;

import org.jspecify.annotations.NullMarked;
