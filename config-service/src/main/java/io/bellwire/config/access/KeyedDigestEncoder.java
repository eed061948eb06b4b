package io.bellwire.config.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;

/**
 * Compares passwords in constant time by HMAC-SHA-256 under a key that lives as long as the process. A slow hash guards
 * stored hashes against whoever steals them; nothing is stored here, the process got the password itself in clear, and
 * HTTP Basic signs in with every request, where a slow hash would cost a tenth of a second each.
 */
final class KeyedDigestEncoder extends AbstractValidatingPasswordEncoder {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    KeyedDigestEncoder(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    @Override
    protected String encodeNonNullPassword(String password) {
        return Base64.getEncoder().encodeToString(digest(password));
    }

    @Override
    protected boolean matchesNonNull(String password, String encoded) {
        return MessageDigest.isEqual(digest(password), Base64.getDecoder().decode(encoded));
    }

    private byte[] digest(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
