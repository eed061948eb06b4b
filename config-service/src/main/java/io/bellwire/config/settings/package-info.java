/** Reading, checking and saving the settings over HTTP. */
@NullMarked
package io.bellwire.config.settings;

import org.jspecify.annotations.NullMarked;
