/** Takes alerts in over HTTP, checks all of each alert, and answers when Kafka has it. */
@NullMarked
package io.bellwire.ingest;

import org.jspecify.annotations.NullMarked;
