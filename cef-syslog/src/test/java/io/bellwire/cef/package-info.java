@NullMarked
package io.bellwire.cef;

import org.jspecify.annotations.NullMarked;
