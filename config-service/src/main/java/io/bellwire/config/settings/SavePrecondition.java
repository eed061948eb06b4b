package io.bellwire.config.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Which revision a caller saw before saving, told by {@code If-Match} or {@code If-None-Match} (RFC 9110 section 13.1). */
final class SavePrecondition {
    private static final Pattern TAG_LIST =
            Pattern.compile("\\s*(?:W/)?\"[\\x21\\x23-\\x7E]*\"\\s*(?:,\\s*(?:W/)?\"[\\x21\\x23-\\x7E]*\"\\s*)*");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final String ANY = "*";

    private SavePrecondition() {}

    /** The entity tag of a revision. */
    static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    static ErrorResponseException overtaken() {
        return refusal(
                HttpStatus.PRECONDITION_FAILED,
                "Somebody else saved meanwhile: read the settings again and base your change on them.");
    }

    /**
     * The revision that the new one is to be based on; 0 when there must be none.
     *
     * @param current revision known here; 0 when there is none
     * @throws ErrorResponseException 428 without a header, 400 when it cannot be understood, 412 when it does not hold
     */
    static long basedOn(@Nullable String ifMatch, @Nullable String ifNoneMatch, long current) {
        if (ifMatch == null && ifNoneMatch == null) {
            throw refusal(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "Send If-Match with the ETag of the settings that you saw, or If-None-Match: * when there were none.");
        }
        if (ifMatch != null && ifNoneMatch != null) {
            throw refusal(HttpStatus.BAD_REQUEST, "Send If-Match or If-None-Match, not both.");
        }
        return ifMatch == null ? whenNone(ifNoneMatch, current) : whenMatching(ifMatch, current);
    }

    private static long whenNone(@Nullable String ifNoneMatch, long current) {
        if (ifNoneMatch == null || !ifNoneMatch.strip().equals(ANY)) {
            throw refusal(
                    HttpStatus.BAD_REQUEST, "If-None-Match can only be * here: save when nothing was saved before.");
        }
        if (current != 0) {
            throw overtaken();
        }
        return 0;
    }

    private static long whenMatching(String ifMatch, long current) {
        if (ifMatch.strip().equals(ANY)) {
            if (current == 0) {
                throw overtaken();
            }
            return current;
        }
        if (!TAG_LIST.matcher(ifMatch).matches()) {
            throw refusal(
                    HttpStatus.BAD_REQUEST, "If-Match is not an ETag in quotation marks, such as " + tag(3) + ".");
        }
        List<Long> revisions = strongRevisions(ifMatch);
        if (revisions.contains(current)) {
            return current;
        }
        // Saved on another replica a moment ago and not yet read here; the settings topic decides.
        return revisions.stream()
                .filter(revision -> revision > current)
                .findFirst()
                .orElseThrow(SavePrecondition::overtaken);
    }

    /** Weak tags never match in If-Match (RFC 9110 section 13.1.1), nor does what we never gave out. */
    private static List<Long> strongRevisions(String ifMatch) {
        List<Long> revisions = new ArrayList<>();
        Matcher tags = TAG.matcher(ifMatch);
        while (tags.find()) {
            if (tags.group(1) == null && REVISION.matcher(tags.group(2)).matches()) {
                revisions.add(Long.parseLong(tags.group(2)));
            }
        }
        return revisions;
    }

    private static ErrorResponseException refusal(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
