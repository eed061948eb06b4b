package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes syslog messages in the form that a profile asks for: the door of this package. The same input always gives the
 * same octets. Not thread-safe, since it writes into a buffer of its own.
 */
public final class SyslogMessageEncoder {
    private final MessageProfile profile;
    private final MessageBuffer out = new MessageBuffer();
    private final Pairs pairs = new Pairs(out);
    private final List<Warning> warnings = new ArrayList<>();
    private final SyslogHeaderEncoder headers;
    private final CefEncoder cef;
    private final SizeBudget budget;
    private final HostName defaultHostname;
    private final String processNumber;
    private final Memory<HostName> hostNames = new Memory<>(HostName::of);
    private final Memory<String> msgIds = new Memory<>(SyslogHeader::msgIdOf);

    public SyslogMessageEncoder(MessageProfile profile) {
        this.profile = profile;
        headers = new SyslogHeaderEncoder(profile, out);
        CefForm form = CefForm.of(profile.dialect());
        cef = new CefEncoder(form, out, pairs, warnings);
        budget = new SizeBudget(form, out, pairs, cef, warnings);
        defaultHostname = HostName.of(profile.defaultHostname());
        processNumber = Long.toString(profile.processNumber());
    }

    /**
     * The message of an alert. One in which {@link AlertCheck} finds no fault is never refused.
     *
     * @throws UnencodableMessageException when no valid message can be made of it
     */
    public EncodedMessage encode(Alert alert) {
        return encode(header(alert), AlertMapping.event(alert, profile.dialect()));
    }

    /**
     * The message of any other event, such as a test message.
     *
     * @throws UnencodableMessageException when no valid message can be made of it
     */
    public EncodedMessage encode(SyslogHeader header, CefEvent event) {
        clear();
        headers.write(header);
        return finish(event, !headers.saysCef());
    }

    /**
     * The CEF text of an event alone, as it stands in a file.
     *
     * @throws UnencodableMessageException when no valid text can be made of it
     */
    public EncodedMessage encode(CefEvent event) {
        clear();
        return finish(event, true);
    }

    private void clear() {
        out.truncate(0);
        pairs.clear();
        warnings.clear();
    }

    private EncodedMessage finish(CefEvent event, boolean prefixed) {
        cef.write(event, prefixed);
        budget.fit(event, profile.maxMessageBytes());
        out.truncate(budget.length());
        return new EncodedMessage(out.copyFrom(0), warnings);
    }

    private SyslogHeader header(Alert alert) {
        boolean health = alert.getKind() == AlertKind.HEALTH_ISSUE;
        int facility = health ? profile.healthFacility() : profile.securityFacility();
        int severity = AlertMapping.syslogSeverity(alert.getSeverity());
        String sensor = alert.getSensor();
        HostName hostname = sensor == null || sensor.isBlank() ? defaultHostname : hostNames.of(sensor);
        String msgId = msgIds.of(alert.getType());
        return switch (profile.dialect()) {
            case STANDARD -> SyslogHeader.bellwire(facility, severity, alert.getAcceptedAt(), hostname, msgId);
            case MDI ->
                new SyslogHeader(
                        facility, severity, alert.getAcceptedAt(), hostname, "CEF", processNumber, msgId, null);
        };
    }
}
