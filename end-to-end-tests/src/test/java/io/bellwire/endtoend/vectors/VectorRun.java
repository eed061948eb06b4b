package io.bellwire.endtoend.vectors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file of vectors.
 *
 * @param failures one line each: the vector's id, what was expected and what was seen
 */
record VectorRun(int passed, List<String> failures) {

    /** Runs every line; one that cannot be understood fails alone. */
    static VectorRun of(List<String> lines) {
        int passed = 0;
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String failure = failureOf(lines.get(i), "line " + (i + 1));
            if (failure == null) {
                passed++;
            } else {
                failures.add(failure);
            }
        }
        return new VectorRun(passed, failures);
    }

    private static @Nullable String failureOf(String line, String place) {
        String name = place;
        try {
            Vector vector = Vector.parse(line);
            name = vector.id();
            List<String> differences = vector.outcome().differencesFrom(vector.expected());
            return differences.isEmpty() ? null : name + ": " + String.join("; ", differences);
        } catch (UnusableVectorException e) {
            return name + ": cannot be run: " + e.getMessage();
        } catch (RuntimeException e) {
            return name + ": ended with " + e;
        }
    }
}
