/** What an operator can change at run time, and how a program follows it. */
@NullMarked
package io.bellwire.settings;

import org.jspecify.annotations.NullMarked;
