/** Whether what lies in {@code deploy/} is what its readers take: Kubernetes' types and policies, Prometheus, our own docs. */
@NullMarked
package io.bellwire.endtoend.deploy;

import org.jspecify.annotations.NullMarked;
