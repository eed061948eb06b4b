package io.bellwire.config.access;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser goes after signing in: only to an address of this portal. */
final class LocalPath {
    static final String START = "/";

    private static final int CHARACTERS_MAX = 2000;
    /** Browsers take a second slash, and a backslash for one, as the beginning of a foreign host. */
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[!-\\[\\]-~]*");

    private LocalPath() {}

    /** The path and query when they stay here; else the start page, in place of signing in again too. */
    static String of(@Nullable String wanted) {
        return wanted != null && stays(wanted) ? wanted : START;
    }

    private static boolean stays(String wanted) {
        return wanted.length() <= CHARACTERS_MAX
                && LOCAL.matcher(wanted).matches()
                && !wanted.startsWith(SignInPage.PATH)
                && !wanted.startsWith(SignInPage.LEAVE);
    }
}
