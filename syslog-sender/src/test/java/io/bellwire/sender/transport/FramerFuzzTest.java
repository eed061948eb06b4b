package io.bellwire.sender.transport;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.bellwire.schemas.Framing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any messages at all, told apart by a line of two hyphens; CONTRIBUTING.md says how to fuzz. */
class FramerFuzzTest {
    private static final byte[] BETWEEN = {'\n', '-', '-', '\n'};

    @FuzzTest
    void messages(byte[] text) {
        List<byte[]> messages = messagesOf(text);
        for (Framing framing : Framing.values()) {
            FramingPromise.check(framing, messages);
        }
    }

    private static List<byte[]> messagesOf(byte[] text) {
        List<byte[]> messages = new ArrayList<>();
        int start = 0;
        for (int at = 0; at + BETWEEN.length <= text.length; at++) {
            if (at >= start && Arrays.equals(text, at, at + BETWEEN.length, BETWEEN, 0, BETWEEN.length)) {
                messages.add(Arrays.copyOfRange(text, start, at));
                start = at + BETWEEN.length;
            }
        }
        messages.add(Arrays.copyOfRange(text, start, text.length));
        return messages;
    }
}
