package io.bellwire.siem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands what one connection brought to the recorder and to whoever listens. */
final class Intake {
    private final SiemSetup setup;
    private final Recorder recorder;
    private final int connection;

    Intake(SiemSetup setup, Recorder recorder, int connection) {
        this.setup = setup;
        this.recorder = recorder;
        this.connection = connection;
    }

    void datagram(byte[] octets) {
        ReceivedMessage message = message(octets, SiemFraming.DATAGRAM);
        announce(message);
        recorder.came(setup.recording() ? List.of(message) : List.of(), 1, octets.length);
    }

    /** Takes all whole messages out of the reader; returns how many they were. */
    int frames(FrameReader reader, int octets) {
        List<ReceivedMessage> batch = new ArrayList<>();
        int count = 0;
        for (FrameReader.@Nullable Frame frame = reader.next(); frame != null; frame = reader.next()) {
            count++;
            if (setup.recording() || setup.onMessage() != null) {
                ReceivedMessage message = message(reader.copyOf(frame), frame.framing());
                announce(message);
                batch.add(message);
            }
        }
        recorder.came(setup.recording() ? batch : List.of(), count, octets);
        return count;
    }

    void fault(String what) {
        recorder.foundFault(what);
    }

    private ReceivedMessage message(byte[] octets, SiemFraming framing) {
        return new ReceivedMessage(octets, setup.transport(), connection, framing);
    }

    private void announce(ReceivedMessage message) {
        var onMessage = setup.onMessage();
        if (onMessage != null) {
            onMessage.accept(message);
        }
    }
}
