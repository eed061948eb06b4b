package io.bellwire.config.access;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Looks whether a password is right, by HTTP Basic and by the form alike, and how often it was not. */
final class PasswordCheck implements AuthenticationManager {
    private static final Logger log = LoggerFactory.getLogger(PasswordCheck.class);

    /** Names that nobody has share one count, so that guessing names takes no memory. */
    private static final String NOBODY = "(nobody)";

    private final AuthenticationManager passwords;
    private final Set<String> users;
    private final SignInThrottle throttle;

    /** @param passwords says whether one is right */
    PasswordCheck(AuthenticationManager passwords, Set<String> users, SignInThrottle throttle) {
        this.passwords = passwords;
        this.users = Set.copyOf(users);
        this.throttle = throttle;
    }

    /** @throws TooManyTriesException when it was wrong too often */
    @Override
    public Authentication authenticate(Authentication tried) {
        // Users are found whatever the case of their name.
        String name = tried.getName().toLowerCase(Locale.ROOT);
        String user = users.contains(name) ? name : NOBODY;
        String address = address(tried);
        Duration wait = throttle.wait(user, address);
        if (!wait.isZero()) {
            throw new TooManyTriesException(wait);
        }
        try {
            Authentication found = passwords.authenticate(tried);
            throttle.succeeded(user, address);
            return found;
        } catch (BadCredentialsException e) {
            Duration refused = throttle.failed(user, address);
            if (!refused.isZero()) {
                // Not the name that was typed: it may be a password in the wrong field.
                log.atWarn()
                        .addKeyValue("user", user)
                        .addKeyValue("address", address)
                        .addKeyValue("seconds", refused.toSeconds())
                        .log("Too many wrong passwords, sign-in is refused for a while");
            }
            throw e;
        }
    }

    static String address(Authentication authentication) {
        return authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
    }
}
