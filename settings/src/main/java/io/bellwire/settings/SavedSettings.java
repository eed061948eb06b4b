package io.bellwire.settings;

import io.bellwire.schemas.AvroSerde;
import io.bellwire.schemas.UndecodableRecordException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One revision of the settings as it stands in the topic.
 *
 * @param revision 1 for the first, then one more for each
 * @param savedBy the user who saved it
 */
public record SavedSettings(long revision, Instant savedAt, String savedBy, SyslogSettings settings) {
    private static final AvroSerde<io.bellwire.schemas.SyslogSettings> SERDE = AvroSerde.settings();

    public SavedSettings {
        if (revision < 1) {
            throw new IllegalArgumentException("settings revision " + revision + " is below 1");
        }
        savedAt = savedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The revision that the operator saw when saving this one; 0 when there was none. */
    public long basedOn() {
        return revision - 1;
    }

    /** The value of the record in the topic {@code settings}. */
    public byte[] toBytes() {
        AdvancedSettings advanced = settings.advanced();
        return SERDE.serialize(io.bellwire.schemas.SyslogSettings.newBuilder()
                .setRevision(revision)
                .setBasedOn(basedOn())
                .setSavedAt(savedAt)
                .setSavedBy(savedBy)
                .setEnabled(settings.enabled())
                .setSensor(settings.sensor())
                .setHost(settings.endpoint().host())
                .setPort(settings.endpoint().port())
                .setTransport(settings.transport())
                .setFormat(settings.format())
                .setNewSecurityAlerts(settings.notifications().newSecurityAlerts())
                .setUpdatedSecurityAlerts(settings.notifications().updatedSecurityAlerts())
                .setNewHealthIssues(settings.notifications().newHealthIssues())
                .setDeliverSince(settings.deliverSince())
                .setFraming(advanced.framing())
                .setDialect(advanced.dialect())
                .setSecurityFacility(advanced.securityFacility())
                .setHealthFacility(advanced.healthFacility())
                .setRfc3164TimeZone(advanced.rfc3164TimeZone())
                .setMaxMessageBytes(advanced.maxMessageBytes())
                .setByteOrderMark(advanced.byteOrderMark())
                .build());
    }

    /**
     * Reads the value of a record of the topic {@code settings}, or of a test request.
     *
     * @throws UndecodableRecordException when it holds no settings
     * @throws IllegalArgumentException when it holds settings that cannot work
     */
    public static SavedSettings fromBytes(byte[] bytes) throws UndecodableRecordException {
        io.bellwire.schemas.SyslogSettings saved = SERDE.deserialize(bytes);
        return new SavedSettings(
                saved.getBasedOn() + 1,
                saved.getSavedAt(),
                saved.getSavedBy(),
                new SyslogSettings(
                        saved.getEnabled(),
                        saved.getSensor(),
                        new SiemEndpoint(saved.getHost(), saved.getPort()),
                        saved.getTransport(),
                        saved.getFormat(),
                        new Notifications(
                                saved.getNewSecurityAlerts(),
                                saved.getUpdatedSecurityAlerts(),
                                saved.getNewHealthIssues()),
                        saved.getDeliverSince(),
                        new AdvancedSettings(
                                saved.getFraming(),
                                saved.getDialect(),
                                saved.getSecurityFacility(),
                                saved.getHealthFacility(),
                                saved.getRfc3164TimeZone(),
                                saved.getMaxMessageBytes(),
                                saved.getByteOrderMark())));
    }
}
