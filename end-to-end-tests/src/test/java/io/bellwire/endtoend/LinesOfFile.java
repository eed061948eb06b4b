package io.bellwire.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The whole lines of a file that a process is still writing, each handed out once. Not thread-safe. */
final class LinesOfFile {
    private final Path file;
    private long from;

    LinesOfFile(Path file) {
        this.file = file;
    }

    /** Those that have come since the last call. */
    List<String> next() throws IOException {
        List<String> lines = new ArrayList<>();
        byte[] bytes = unread();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                lines.add(new String(bytes, start, at - start, UTF_8));
                start = at + 1;
            }
        }
        from += start;
        return lines;
    }

    private byte[] unread() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            return bytes;
        }
    }
}
