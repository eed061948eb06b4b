/** Test messages: one syslog message on a connection of its own, and what became of it step by step. */
@NullMarked
package io.bellwire.sender.messagetest;

import org.jspecify.annotations.NullMarked;
