package io.bellwire.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The fake SIEM as a program of its own, which can be stopped and killed with all that its kernel holds for it. Messages go to standard
 * output ({@link MessageLines}), what it did to standard error; it obeys its standard input and listens until it is ended.
 */
public final class SiemProgram {
    private SiemProgram() {}

    /** See {@code SiemOptions.USAGE} and {@code SiemCommands.USAGE}, which it prints when it does not understand. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            List<FakeSiem> siems = listen(new SiemOptions(List.of(arguments)).setups());
            obey(new SiemCommands(siems));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + SiemOptions.USAGE + SiemCommands.USAGE);
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    private static List<FakeSiem> listen(List<SiemSetup> setups) throws IOException {
        // Not System.out, whose buffer would die with the process.
        MessageLines lines = new MessageLines(new FileOutputStream(FileDescriptor.out));
        List<FakeSiem> siems = new ArrayList<>();
        for (SiemSetup setup : setups) {
            FakeSiem siem = setup.handingOverTo(lines).listen();
            System.err.println("listening by " + siem.transport() + " at " + siem.host() + " port " + siem.port());
            siems.add(siem);
        }
        return siems;
    }

    /** Until the input ends. */
    private static void obey(SiemCommands commands) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            try {
                commands.perform(line);
                System.err.println("done: " + line);
            } catch (IllegalArgumentException | IllegalStateException e) {
                System.err.println("not done: " + line + ": " + e.getMessage());
            }
        }
    }
}
