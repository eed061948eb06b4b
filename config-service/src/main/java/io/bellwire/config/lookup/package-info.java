/** Finding out, from what Kafka keeps, what became of an alert and what was set aside. */
@NullMarked
package io.bellwire.config.lookup;

import org.jspecify.annotations.NullMarked;
