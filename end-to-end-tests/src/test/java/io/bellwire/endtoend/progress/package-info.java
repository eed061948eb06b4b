/** Whether what the sender believes to be read was read, with receivers that count and links that delay, lose and go dark. */
@NullMarked
package io.bellwire.endtoend.progress;

import org.jspecify.annotations.NullMarked;
