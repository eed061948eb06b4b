/** One topic in, others out, in one Kafka transaction: what the stages between the topics have in common. */
@NullMarked
package io.bellwire.stage;

import org.jspecify.annotations.NullMarked;
