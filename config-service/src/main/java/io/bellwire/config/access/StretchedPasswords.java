package io.bellwire.config.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * What sign-in cookies are made with: 256 bits of each user's own password. Replicas share nothing but the passwords, so it
 * has to follow from these, the same on each. From the user's own alone, so that a viewer cannot try admin's passwords on
 * his own cookie; slowly, since whoever gets hold of a cookie, even of one that has ended, could try passwords on it. It
 * is made when first needed, which takes a second or so, and then kept. Thread-safe.
 */
final class StretchedPasswords implements UserDetailsService {
    /** What OWASP's password storage cheat sheet asks for of this function. */
    private static final int ITERATIONS = 600_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int BITS = 256;

    private final Map<String, UserDetails> users;
    private final Map<String, String> stretched = new ConcurrentHashMap<>();

    /** @param users by their names, with the passwords as they are typed */
    StretchedPasswords(Map<String, UserDetails> users) {
        this.users = Map.copyOf(users);
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        UserDetails user = users.get(name);
        if (user == null) {
            throw new UsernameNotFoundException("no such user");
        }
        String password = String.valueOf(user.getPassword());
        return User.withUserDetails(user)
                .password(stretched.computeIfAbsent(name, unused -> stretch(name, password)))
                .build();
    }

    private static String stretch(String name, String password) {
        byte[] salt = ("bellwire sign-in cookie of " + name).getBytes(StandardCharsets.UTF_8);
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, BITS);
        try {
            byte[] bytes =
                    SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded();
            return Base64.getEncoder().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        } finally {
            key.clearPassword();
        }
    }
}
