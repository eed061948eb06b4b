package io.bellwire.config.lookup;

import io.bellwire.schemas.Topics;
import io.bellwire.settings.SavedSettings;
import io.bellwire.settings.SettingsFollower;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells where an alert is, from what Kafka keeps and within 2 seconds, as far as that goes. Thread-safe. */
public final class AlertLookup {
    /** Of the two seconds that an answer may take. */
    private static final Duration ANSWER_MAX = Duration.ofMillis(1700);
    /** Of the lines that one answer tells. */
    private static final int LINE_CHARACTERS_MAX = 8 << 20;

    private static final String UNKNOWN = "it is not known where this alert is.";

    private final ReaderPool pool;
    private final Topics topics;
    private final SettingsFollower settings;
    private final LongSupplier nanoTime;

    AlertLookup(ReaderPool pool, Topics topics, SettingsFollower settings, LongSupplier nanoTime) {
        this.pool = pool;
        this.topics = topics;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Looks for an alert, newest record first, as long as the time lasts.
     *
     * @throws io.bellwire.config.answers.KafkaAwayException when Kafka does not answer in time
     * @throws TooManySearchesException when others are searching already
     */
    public AlertAnswer find(AlertQuery query) {
        Deadline deadline = Deadline.in(ANSWER_MAX, nanoTime);
        return pool.search(readers -> find(query, readers, deadline), UNKNOWN);
    }

    private AlertAnswer find(AlertQuery query, Readers readers, Deadline deadline) {
        byte[] key = query.id().getBytes(StandardCharsets.US_ASCII);
        LongFunction<@Nullable SavedSettings> revisions = revisions();
        AlertSearch search = new AlertSearch(readers, topics, key, deadline);
        Findings found = search.search(query);
        AlertTrail trail =
                new AlertTrail(readers.points(), topics, revisions, key, search.messages(), search.rejections());
        List<AlertMessage> told = new ArrayList<>();
        int characters = 0;
        for (Finding finding : found.newestFirst()) {
            Story story = trail.follow(finding, deadline);
            boolean enough = story.cutShort() || characters > LINE_CHARACTERS_MAX;
            if (enough && found.mayEndAfter(told.size())) {
                break;
            }
            AlertMessage message = story.tell(revisions);
            told.add(message);
            characters += message.message() == null ? 0 : message.message().length();
        }
        Findings answered = found.first(told.size());
        Collections.reverse(told);
        return new AlertAnswer(query.id(), answered.complete(), time(answered.searchedBackToMillis()), told);
    }

    private LongFunction<@Nullable SavedSettings> revisions() {
        Map<Long, SavedSettings> byNumber = new HashMap<>();
        settings.revisions().forEach(saved -> byNumber.put(saved.revision(), saved));
        return byNumber::get;
    }

    private static @Nullable Instant time(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
