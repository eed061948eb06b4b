package io.bellwire.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The permanent number and the title that go with an alert type; {@code alert-catalogue.txt} says of which it is sure. */
final class AlertCatalogue {
    private static final String FILE = "alert-catalogue.txt";
    private static final int SURE_COLUMNS = 4;
    private static final int DOUBTFUL_COLUMNS = 5;

    /** @param name readable title */
    record Entry(long externalId, String name) {}

    private final Map<String, Entry> sure = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();

    private AlertCatalogue() {}

    /** The catalogue that this program brings. */
    static AlertCatalogue load() {
        try (InputStream in = Objects.requireNonNull(AlertCatalogue.class.getResourceAsStream(FILE), FILE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** @throws IllegalStateException when a line is damaged; the message has its number */
    static AlertCatalogue parse(String text) {
        AlertCatalogue catalogue = new AlertCatalogue();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            try {
                catalogue.take(line);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(FILE + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return catalogue;
    }

    /** What is surely known of an alert type, by its exact name; null otherwise. */
    @Nullable
    Entry find(String type) {
        return sure.get(type);
    }

    private void take(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] columns = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        require(Stream.of(columns).noneMatch(String::isEmpty), "a column is empty");
        switch (columns[0]) {
            case "sure" -> takeSure(columns);
            case "doubtful" -> takeDoubtful(columns);
            default -> throw new IllegalArgumentException("begins with neither 'sure' nor 'doubtful'");
        }
    }

    private void takeSure(String[] columns) {
        require(columns.length == SURE_COLUMNS, "needs " + SURE_COLUMNS + " columns");
        String type = columns[1];
        require(!doubtful.contains(type), type + " is doubtful in another line");
        // Long.parseLong says what is no number, as an IllegalArgumentException.
        Entry before = sure.put(type, new Entry(Long.parseLong(columns[2]), columns[3]));
        require(before == null, type + " is there more than once");
    }

    private void takeDoubtful(String[] columns) {
        require(columns.length == DOUBTFUL_COLUMNS, "needs " + DOUBTFUL_COLUMNS + " columns");
        require(!sure.containsKey(columns[1]), columns[1] + " is sure in another line");
        doubtful.add(columns[1]);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
