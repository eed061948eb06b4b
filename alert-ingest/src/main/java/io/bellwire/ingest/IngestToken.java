package io.bellwire.ingest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A secret by which a producer of alerts is known, and what the producer may post.
 *
 * @param producer its name in metrics and logs
 * @param text what it shows: one or more visible ASCII characters, since header lines carry nothing else
 * @param alertsPerSecond how many it may post in the long run; 0 is any number
 */
record IngestToken(String producer, String text, long alertsPerSecond) {
    /** The producers that show the one token which has no name of its own. */
    static final String UNNAMED = "default";

    static final long ALERTS_PER_SECOND_MAX = 1_000_000;

    private static final int NAMED_TOKEN_CHARACTERS_MIN = 16;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    IngestToken {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new UnusableTokenException("the ingest token must be one or more visible ASCII characters");
        }
    }

    /**
     * The one token without a name: given itself, or as the file that holds it.
     *
     * @return null when neither is given
     * @throws UnusableTokenException in plain words when it cannot be used, or both are given and differ
     */
    static @Nullable IngestToken unnamed(@Nullable String text, @Nullable Path file, long alertsPerSecond) {
        String given = text == null ? "" : text.strip();
        if (file == null) {
            return given.isEmpty() ? null : new IngestToken(UNNAMED, given, alertsPerSecond);
        }
        String kept = read("BELLWIRE_INGEST_TOKEN_FILE", file).strip();
        if (!given.isEmpty() && !given.equals(kept)) {
            throw new UnusableTokenException(
                    "BELLWIRE_INGEST_TOKEN and the file of BELLWIRE_INGEST_TOKEN_FILE differ: set only one of them");
        }
        return new IngestToken(UNNAMED, kept, alertsPerSecond);
    }

    /**
     * Reads lines of a name, a token and perhaps a number of alerts per second; blank ones and those behind {@code #} say
     * nothing.
     *
     * @param alertsPerSecond of lines that give no number
     * @throws UnusableTokenException with the line's number and what would be right; shows no token
     */
    static List<IngestToken> named(Path file, long alertsPerSecond) {
        List<IngestToken> tokens = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> texts = new HashSet<>();
        int number = 0;
        for (String line : read("BELLWIRE_INGEST_TOKENS_FILE", file).lines().toList()) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            try {
                IngestToken token = parse(content, alertsPerSecond);
                require(names.add(token.producer), "the name '" + token.producer + "' stands twice: names are unique");
                require(
                        texts.add(token.text),
                        "'" + token.producer + "' has the token of another name: each has its own");
                tokens.add(token);
            } catch (UnusableTokenException e) {
                throw new UnusableTokenException(
                        "BELLWIRE_INGEST_TOKENS_FILE: " + file + ", line " + number + ": " + e.getMessage());
            }
        }
        if (tokens.isEmpty()) {
            throw new UnusableTokenException("BELLWIRE_INGEST_TOKENS_FILE: " + file
                    + " holds no token: lines are <name> <token> [<alerts per second>]");
        }
        return tokens;
    }

    private static IngestToken parse(String line, long alertsPerSecond) {
        String[] words = BLANKS.split(line, -1);
        require(
                words.length == 2 || words.length == 3,
                "it has " + words.length + (words.length == 1 ? " word" : " words")
                        + ": right is <name> <token> [<alerts per second>]");
        require(
                NAME.matcher(words[0]).matches(),
                "a name is 1 to 64 of the letters A to Z and a to z, digits, '.', '_' and '-'");
        require(!words[0].equals(UNNAMED), "the name '" + UNNAMED + "' is that of BELLWIRE_INGEST_TOKEN");
        require(
                words[1].length() >= NAMED_TOKEN_CHARACTERS_MIN,
                "the token of '" + words[0] + "' is shorter than " + NAMED_TOKEN_CHARACTERS_MIN
                        + " characters, so it can be guessed");
        long rate = words.length == 2 ? alertsPerSecond : rate(words[2]);
        return new IngestToken(words[0], words[1], rate);
    }

    private static long rate(String word) {
        long rate = NUMBER.matcher(word).matches() ? Long.parseLong(word) : 0;
        require(
                rate >= 1 && rate <= ALERTS_PER_SECOND_MAX,
                "the alerts per second must be a number from 1 to " + ALERTS_PER_SECOND_MAX);
        return rate;
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new UnusableTokenException(otherwise);
        }
    }

    private static String read(String variable, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnusableTokenException(variable + ": " + file + " cannot be read: " + reason(e));
        }
    }

    private static @Nullable String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "this program's user may not read it";
        }
        return e instanceof CharacterCodingException ? "it is not " + StandardCharsets.UTF_8 : e.getMessage();
    }

    /** Does not show the token. */
    @Override
    public String toString() {
        return "IngestToken[producer=" + producer + ", alertsPerSecond=" + alertsPerSecond + "]";
    }
}
