package io.bellwire.cef;

import io.bellwire.schemas.Alert;
import io.bellwire.schemas.AlertKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys that Defender for Identity's sensor sends, in its order. It was read off printed lines: one order explains them
 * all but two alert types and health issues. Keys that the sensor never sends follow, so that nothing is lost and the
 * known part keeps its bytes; the time of acceptance and the alert's id, which are Bellwire's own, are left out.
 */
final class MdiFieldOrder {
    private static final Set<String> LEFT_OUT = Set.of("rt", "cs6Label", "cs6");

    private static final Map<String, Integer> USUAL =
            ranks("start app shost shostfqdn suser dhost request requestMethod reason outcome msg cnt"
                    + " externalId cs1Label cs1 cs2Label cs2 cs3Label cs3");
    private static final Map<String, Integer> LDAP_BRUTE_FORCE =
            ranks("start app suser shost shostfqdn dhost request requestMethod reason outcome msg cnt"
                    + " externalId cs1Label cs1 cs2Label cs2 cs3Label cs3");
    private static final Map<String, Integer> DIRECTORY_SERVICES_REPLICATION =
            ranks("start app shost shostfqdn suser dhost request requestMethod reason msg outcome cnt"
                    + " externalId cs1Label cs1 cs2Label cs2 cs3Label cs3");
    private static final Map<String, Integer> HEALTH_ISSUE = ranks("externalId cs1Label cs1 cs2Label cs2 msg"
            + " start app shost shostfqdn suser dhost request requestMethod reason outcome cnt cs3Label cs3");

    private MdiFieldOrder() {}

    /** @param fields those of the alert, in the order of the dialect {@code standard} */
    static List<CefField> of(Alert alert, List<CefField> fields) {
        Map<String, Integer> ranks = ranks(alert);
        List<CefField> ordered = new ArrayList<>(fields);
        ordered.removeIf(field -> LEFT_OUT.contains(field.key().name()));
        ordered.sort(
                Comparator.comparing(field -> ranks.getOrDefault(field.key().name(), ranks.size())));
        return ordered;
    }

    private static Map<String, Integer> ranks(Alert alert) {
        if (alert.getKind() == AlertKind.HEALTH_ISSUE) {
            return HEALTH_ISSUE;
        }
        return switch (alert.getType()) {
            case "LdapBruteForceSecurityAlert" -> LDAP_BRUTE_FORCE;
            case "DirectoryServicesReplicationSecurityAlert" -> DIRECTORY_SERVICES_REPLICATION;
            default -> USUAL;
        };
    }

    private static Map<String, Integer> ranks(String keys) {
        Map<String, Integer> ranks = new HashMap<>();
        for (String key : keys.split(" ", -1)) {
            ranks.put(key, ranks.size());
        }
        return Map.copyOf(ranks);
    }
}
