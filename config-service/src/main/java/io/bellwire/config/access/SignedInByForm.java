package io.bellwire.config.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * Somebody whom the form's cookie names. Not the framework's type for remembered users: with that one, whoever may not do
 * something is asked to sign in anew in place of being told no.
 */
public final class SignedInByForm extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient UserDetails user;

    SignedInByForm(UserDetails user, Object details) {
        super(user.getAuthorities());
        this.user = user;
        setDetails(details);
        setAuthenticated(true);
    }

    @Override
    public UserDetails getPrincipal() {
        return user;
    }

    /** None: the password is not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
