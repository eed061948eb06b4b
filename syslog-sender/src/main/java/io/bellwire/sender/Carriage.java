package io.bellwire.sender;

import io.bellwire.schemas.Transport;
import io.bellwire.settings.SiemEndpoint;

/**
 * On what a message travels; what travels on equal ones may be told of together.
 *
 * @param settingsRevision under which it was sent
 * @param connection number of the connection since this process began
 */
record Carriage(SiemEndpoint endpoint, Transport transport, long settingsRevision, long connection) {}
