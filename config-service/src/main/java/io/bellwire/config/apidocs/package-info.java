/** What describes the interfaces of Bellwire, for programs and for people. */
@NullMarked
package io.bellwire.config.apidocs;

import org.jspecify.annotations.NullMarked;
