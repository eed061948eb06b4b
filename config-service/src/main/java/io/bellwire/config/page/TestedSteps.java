package io.bellwire.config.page;

import io.bellwire.config.messagetest.MessageTest;
import io.bellwire.config.messagetest.MessageTest.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test message as the page shows it.
 *
 * @param id by which the page asks again
 * @param goesOn whether there may be more to show soon
 * @param tone of the verdict: {@code good}, {@code warn} or {@code bad}
 * @param verdict null while it goes on
 */
record TestedSteps(
        String id,
        boolean goesOn,
        List<Step> steps,
        String tone,
        @Nullable String verdict) {
    static final TestedSteps NONE = new TestedSteps("", false, List.of(), "bad", null);

    /**
     * @param state {@code ok}, {@code failed} or {@code running}
     * @param line the message that was sent; null with all other steps
     */
    record Step(
            String state,
            String name,
            String detail,
            String time,
            @Nullable String line) {
        /** The message at the end of the detail is shown as what it is. */
        static Step of(MessageTest.Step step, @Nullable String message) {
            String state = step.ok() ? "ok" : "failed";
            String time = step.millis() + " ms";
            return message != null && step.detail().endsWith(": " + message)
                    ? new Step(state, TestedSteps.name(step.step()), before(step.detail(), message), time, message)
                    : new Step(state, TestedSteps.name(step.step()), step.detail(), time, null);
        }

        private static String before(String detail, String message) {
            return detail.substring(0, detail.length() - message.length());
        }
    }

    static TestedSteps of(MessageTest test) {
        String verdict = test.verdict() == null ? test.trouble() : test.verdict();
        return new TestedSteps(test.id(), test.state() == State.RUNNING, steps(test), tone(test), verdict);
    }

    /** What cannot be known, as by UDP, is no failure: every step went well. */
    private static String tone(MessageTest test) {
        if (test.delivered() && test.trouble() == null) {
            return "good";
        }
        boolean allWell = !test.steps().isEmpty()
                && test.steps().stream().allMatch(MessageTest.Step::ok)
                && test.trouble() == null;
        return allWell ? "warn" : "bad";
    }

    private static List<Step> steps(MessageTest test) {
        List<Step> steps = new ArrayList<>();
        for (MessageTest.Step step : test.steps()) {
            steps.add(Step.of(step, test.message()));
        }
        if (test.currentStep() != null && test.state() == State.RUNNING) {
            steps.add(new Step("running", name(test.currentStep()), "…", "", null));
        }
        return List.copyOf(steps);
    }

    private static String name(String step) {
        return switch (step) {
            case "resolve" -> "Resolve the name";
            case "connect" -> "Connect";
            case "handshake" -> "TLS handshake";
            case "send" -> "Send";
            case "observe" -> "Watch the connection";
            default -> step;
        };
    }
}
