package io.bellwire.config.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.bellwire.settings.AdvancedSettings;
import io.bellwire.settings.Notifications;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SiemEndpoint;
import io.bellwire.settings.SyslogSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A saved revision as the API tells it: what may be sent back in a PUT, and who saved it when. */
@JsonPropertyOrder({"settings", "revision", "savedAt", "savedBy"})
record SettingsAnswer(@JsonUnwrapped Body settings, long revision, Instant savedAt, String savedBy) {

    static SettingsAnswer of(SavedSettings saved) {
        return new SettingsAnswer(Body.of(saved.settings()), saved.revision(), saved.savedAt(), saved.savedBy());
    }

    /** An entry of the history. */
    @JsonPropertyOrder({"revision", "savedAt", "savedBy", "settings"})
    record Past(long revision, Instant savedAt, String savedBy, Body settings) {
        static Past of(SavedSettings saved) {
            return new Past(saved.revision(), saved.savedAt(), saved.savedBy(), Body.of(saved.settings()));
        }
    }

    /** The settings in the order of the contract's example; a moment that was not set is left out. */
    @JsonPropertyOrder({
        "enabled",
        "sensor",
        "endpoint",
        "transport",
        "format",
        "notifications",
        "deliverSince",
        "advanced"
    })
    record Body(
            boolean enabled,
            String sensor,
            Endpoint endpoint,
            String transport,
            String format,
            Switches notifications,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Instant deliverSince,

            Advanced advanced) {
        static Body of(SyslogSettings settings) {
            return new Body(
                    settings.enabled(),
                    settings.sensor(),
                    Endpoint.of(settings.endpoint()),
                    WireName.of(settings.transport()),
                    WireName.of(settings.format()),
                    Switches.of(settings.notifications()),
                    settings.deliverSince(),
                    Advanced.of(settings.advanced()));
        }
    }

    @JsonPropertyOrder({"host", "port"})
    record Endpoint(String host, int port) {
        static Endpoint of(SiemEndpoint endpoint) {
            return new Endpoint(endpoint.host(), endpoint.port());
        }
    }

    @JsonPropertyOrder({"newSecurityAlerts", "updatedSecurityAlerts", "newHealthIssues"})
    record Switches(boolean newSecurityAlerts, boolean updatedSecurityAlerts, boolean newHealthIssues) {
        static Switches of(Notifications kinds) {
            return new Switches(kinds.newSecurityAlerts(), kinds.updatedSecurityAlerts(), kinds.newHealthIssues());
        }
    }

    @JsonPropertyOrder({
        "framing",
        "dialect",
        "securityFacility",
        "healthFacility",
        "rfc3164TimeZone",
        "maxMessageBytes",
        "byteOrderMark"
    })
    record Advanced(
            String framing,
            String dialect,
            int securityFacility,
            int healthFacility,
            String rfc3164TimeZone,
            int maxMessageBytes,
            String byteOrderMark) {
        static Advanced of(AdvancedSettings advanced) {
            return new Advanced(
                    WireName.of(advanced.framing()),
                    WireName.of(advanced.dialect()),
                    advanced.securityFacility(),
                    advanced.healthFacility(),
                    advanced.rfc3164TimeZone(),
                    advanced.maxMessageBytes(),
                    WireName.of(advanced.byteOrderMark()));
        }
    }
}
