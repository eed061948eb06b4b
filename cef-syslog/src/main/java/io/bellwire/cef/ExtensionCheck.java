package io.bellwire.cef;

import io.bellwire.schemas.ExtensionField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the faults of an alert's further CEF keys. */
final class ExtensionCheck {
    private static final Set<String> FILLED_KEYS = Set.copyOf(AlertMapping.filledKeys());

    private final List<AlertFault> faults;
    private final Set<String> seen = new HashSet<>();

    ExtensionCheck(List<AlertFault> faults) {
        this.faults = faults;
    }

    void check(List<ExtensionField> fields) {
        for (ExtensionField field : fields) {
            String message = keyFault(field.getKey());
            if (message == null) {
                message = valueFault(CefDictionary.standard().key(field.getKey()), field.getValue());
            }
            if (message != null) {
                faults.add(new AlertFault("extension." + field.getKey(), message));
            }
        }
    }

    private @Nullable String keyFault(String key) {
        if (FILLED_KEYS.contains(key)) {
            return "is filled by a field of the alert, the extension may not hold it";
        }
        if (!CefKey.isAlphanumeric(key)) {
            return "is no CEF key: only the letters A to Z, a to z and digits are allowed";
        }
        return seen.add(key) ? null : "stands there twice";
    }

    private @Nullable String valueFault(CefKey key, String value) {
        if (key.name().equals("dvc") && IpAddress.ipv6Only(Escaping.VALUE.trimmed(value)) != null) {
            // It is written as c6a1, which must not be there already or come later.
            boolean keyIsFree = seen.add("c6a1");
            boolean labelIsFree = seen.add("c6a1Label");
            return keyIsFree && labelIsFree ? null : "is IPv6 and goes to c6a1, which is there too";
        }
        return ValueCheck.fault(key, value);
    }
}
