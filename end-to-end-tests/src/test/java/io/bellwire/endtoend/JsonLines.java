package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the lines that another process appends to a file, each of them once, when it is whole. */
final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private final Path file;
    private final Function<Map<String, String>, ParsedMessage> parse;
    private final List<ParsedMessage> messages = new ArrayList<>();
    private long readUpTo;

    JsonLines(Path file, Function<Map<String, String>, ParsedMessage> parse) {
        this.file = file;
        this.parse = parse;
    }

    /** All messages so far. */
    synchronized List<ParsedMessage> read() throws IOException {
        messages.addAll(readNext());
        return List.copyOf(messages);
    }

    /** The messages that were not read yet, for a reader of so many that they should not be kept. */
    synchronized List<ParsedMessage> readNext() throws IOException {
        return Files.exists(file)
                ? wholeLines()
                        .lines()
                        .map(line -> JSON.readValue(line, FIELDS))
                        .map(parse)
                        .toList()
                : List.of();
    }

    private String wholeLines() throws IOException {
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(reading.length() - readUpTo)];
            reading.seek(readUpTo);
            reading.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            readUpTo += whole;
            return new String(bytes, 0, whole, UTF_8);
        }
    }
}
