package io.bellwire.config.settings;

import io.bellwire.schemas.SyslogFormat;
import io.bellwire.schemas.Transport;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SettingsFault;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes settings of JSON, strictly, and tells all faults at once. */
public final class SettingsDecoder {
    /** Octets of the longest body or file that is read. */
    public static final int BYTES_MAX = JsonBody.BYTES_MAX;

    private static final String HOST_SURELY_VALID = "siem";
    private static final String SENSOR_SURELY_VALID = "sensor";
    private static final int SENSORS_NAMED_MAX = 10;

    private final JsonMapper mapper;
    private final Supplier<Set<String>> knownSensors;

    /** @param knownSensors the sensors that may be chosen at this moment */
    public SettingsDecoder(JsonMapper mapper, Supplier<Set<String>> knownSensors) {
        this.mapper = mapper;
        this.knownSensors = knownSensors;
    }

    /**
     * Reads the body of a request; one of more than 64 KiB is refused with {@code 413}.
     *
     * @throws InvalidSettingsException with every fault when it holds no settings that can work
     * @throws ErrorResponseException 413 when it is longer than any settings are
     */
    public SyslogSettings decode(InputStream body) throws IOException {
        return decode(JsonBody.whole(body));
    }

    SyslogSettings decode(byte[] body) {
        List<SettingsFault> faults = new ArrayList<>();
        return decode(JsonBody.read(mapper, body, faults), faults, true);
    }

    /**
     * The same, but whether the sensor was ever heard of is the caller's to find out.
     *
     * @throws InvalidSettingsException with every fault when it holds no settings that can work
     */
    public SyslogSettings decodeOfAnySensor(InputStream body) throws IOException {
        List<SettingsFault> faults = new ArrayList<>();
        return decode(JsonBody.read(mapper, JsonBody.whole(body), faults), faults, false);
    }

    /**
     * Reads what a form was turned into.
     *
     * @throws InvalidSettingsException with every fault when it holds no settings that can work
     */
    public SyslogSettings decode(ObjectNode body) {
        return decode(body, new ArrayList<>(), true);
    }

    /**
     * The members of a file, to be decoded or shown as they are.
     *
     * @param faults those of members that occur twice are added
     * @throws InvalidSettingsException when it holds no JSON object
     */
    public ObjectNode read(byte[] file, List<SettingsFault> faults) {
        return JsonBody.read(mapper, file, faults);
    }

    /**
     * Decodes what was read of a file.
     *
     * @param faults those found by reading it; what else is found is added
     * @throws InvalidSettingsException with every fault when it holds no settings that can work
     */
    public SyslogSettings decode(ObjectNode body, List<SettingsFault> faults) {
        return decode(body, faults, true);
    }

    private SyslogSettings decode(ObjectNode body, List<SettingsFault> faults, boolean onlyKnownSensors) {
        JsonMembers members = new JsonMembers("", body, faults);
        boolean enabled = members.bool("enabled", true);
        String sensor = sensor(members, faults, onlyKnownSensors);
        SiemEndpoint endpoint = endpoint(members.members("endpoint"), faults);
        Transport transport = members.choice("transport", Transport.UDP);
        SyslogFormat format = members.choice("format", SyslogFormat.RFC5424);
        Notifications notifications = notifications(members.members("notifications"));
        Instant deliverSince = deliverSince(members);
        AdvancedSettings advanced =
                advanced(members.members("advanced"), AdvancedSettings.defaults(transport, format), faults);
        // What a GET tells beyond the settings may come back, so that an answer can be changed and sent.
        members.refuseOthers("revision", "savedAt", "savedBy");
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
        return new SyslogSettings(enabled, sensor, endpoint, transport, format, notifications, deliverSince, advanced);
    }

    private String sensor(JsonMembers members, List<SettingsFault> faults, boolean onlyKnown) {
        if (!members.has("sensor")) {
            members.asked("sensor");
            members.refuse("sensor", "is missing: choose the sensor that shall deliver");
            return SENSOR_SURELY_VALID;
        }
        int faultsBefore = faults.size();
        String sensor = members.text("sensor", SENSOR_SURELY_VALID);
        if (faults.size() > faultsBefore) {
            return sensor;
        }
        if (sensor.isBlank()) {
            members.refuse("sensor", "is empty: choose the sensor that shall deliver");
        } else if (onlyKnown) {
            Set<String> known = knownSensors.get();
            if (!known.contains(sensor)) {
                members.refuse("sensor", neverHeardOf(sensor, known));
            }
        }
        return sensor;
    }

    private static String neverHeardOf(String sensor, Set<String> known) {
        String others = known.isEmpty()
                ? "no syslog-sender has reported yet"
                : "known are "
                        + String.join(
                                ", ", known.stream().limit(SENSORS_NAMED_MAX).toList());
        return "'" + sensor + "' was never heard of; " + others;
    }

    private static SiemEndpoint endpoint(JsonMembers members, List<SettingsFault> faults) {
        if (!members.has("host")) {
            members.refuse("host", "is missing: give the SIEM's DNS name or address");
        }
        String host = members.text("host", HOST_SURELY_VALID);
        int port = members.integer("port", SiemEndpoint.PORT_DEFAULT);
        members.refuseOthers();
        return checked(
                () -> new SiemEndpoint(host, port),
                new SiemEndpoint(HOST_SURELY_VALID, SiemEndpoint.PORT_DEFAULT),
                faults);
    }

    private static Notifications notifications(JsonMembers members) {
        Notifications defaults = Notifications.DEFAULTS;
        Notifications notifications = new Notifications(
                members.bool("newSecurityAlerts", defaults.newSecurityAlerts()),
                members.bool("updatedSecurityAlerts", defaults.updatedSecurityAlerts()),
                members.bool("newHealthIssues", defaults.newHealthIssues()));
        members.refuseOthers();
        return notifications;
    }

    private static @Nullable Instant deliverSince(JsonMembers members) {
        if (!members.has("deliverSince") || members.isNull("deliverSince")) {
            members.asked("deliverSince");
            return null;
        }
        String text = members.text("deliverSince", "1970-01-01T00:00:00Z");
        Optional<Instant> time = WireTime.parse(text);
        if (time.isEmpty()) {
            members.refuse("deliverSince", WireTime.fault(text));
        }
        return time.orElse(null);
    }

    private static AdvancedSettings advanced(
            JsonMembers members, AdvancedSettings defaults, List<SettingsFault> faults) {
        var framing = members.choice("framing", defaults.framing());
        var dialect = members.choice("dialect", defaults.dialect());
        int securityFacility = members.integer("securityFacility", defaults.securityFacility());
        int healthFacility = members.integer("healthFacility", defaults.healthFacility());
        String timeZone = members.text("rfc3164TimeZone", defaults.rfc3164TimeZone());
        int maxMessageBytes = members.integer("maxMessageBytes", defaults.maxMessageBytes());
        var byteOrderMark = members.choice("byteOrderMark", defaults.byteOrderMark());
        members.refuseOthers();
        return checked(
                () -> new AdvancedSettings(
                        framing, dialect, securityFacility, healthFacility, timeZone, maxMessageBytes, byteOrderMark),
                defaults,
                faults);
    }

    private static <T> T checked(Supplier<T> part, T fallback, List<SettingsFault> faults) {
        try {
            return part.get();
        } catch (InvalidSettingsException e) {
            faults.addAll(e.faults());
            return fallback;
        }
    }
}
