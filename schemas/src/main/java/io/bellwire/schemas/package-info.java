/** What travels in Kafka: Avro records, topics and their settings, the serde. */
@NullMarked
package io.bellwire.schemas;

import org.jspecify.annotations.NullMarked;
