/** Settings and sample alerts that show what Bellwire does. */
@NullMarked
package io.bellwire.standalone.demo;

import org.jspecify.annotations.NullMarked;
