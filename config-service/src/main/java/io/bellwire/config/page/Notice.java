package io.bellwire.config.page;

import io.bellwire.config.answers.KafkaAwayException;
import io.bellwire.settings.SavedSettings;
import org.jspecify.annotations.Nullable;

/**
 * What the page says at its top after somebody did something.
 *
 * @param tone {@code good}, {@code bad} or {@code warn}
 * @param reload whether to offer to load what is saved now
 */
record Notice(String tone, String title, String text, boolean reload) {

    static Notice saved(long revision) {
        return new Notice(
                "good",
                "Saved as revision " + revision,
                "Every running instance takes it up within a second, without a restart.",
                false);
    }

    static Notice refused(int faults) {
        return new Notice(
                "bad",
                "Not saved",
                faults == 1 ? "One field needs a change." : faults + " fields need a change.",
                false);
    }

    static Notice overtaken(@Nullable SavedSettings current) {
        String who = current == null
                ? "Somebody else saved other settings while you were editing."
                : current.savedBy() + " saved revision " + current.revision() + " at " + PageTime.of(current.savedAt())
                        + ", while you were editing.";
        return new Notice(
                "warn",
                "Somebody else saved meanwhile",
                who + " Nothing of yours was saved; your entries are still here. Save puts them over it.",
                true);
    }

    static Notice again(SavedSettings earlier) {
        return new Notice(
                "warn",
                "Revision " + earlier.revision() + " again, not saved yet",
                "These are the settings that " + earlier.savedBy() + " saved at " + PageTime.of(earlier.savedAt())
                        + ". Save makes them the newest revision.",
                true);
    }

    /** @param faults fields that need a change before they can be saved */
    static Notice fromFile(String name, int faults) {
        String first = faults == 0
                ? ""
                : faults == 1 ? " One field needs a change first." : " " + faults + " fields need a change first.";
        return new Notice("warn", "From the file " + name, "Nothing is saved until you press Save." + first, true);
    }

    static Notice unusableFile(String name, String why) {
        return new Notice(
                "bad", "The file " + name + " is not used", why + " The form is as it was saved last.", false);
    }

    static Notice noFile() {
        return new Notice(
                "bad", "No file was chosen", "Choose a settings file first, such as one downloaded here.", false);
    }

    static Notice askedOfWaiting() {
        return new Notice(
                "warn",
                "Not saved yet: alerts are waiting",
                "Say below whether they shall be delivered, and save again.",
                false);
    }

    static Notice kafkaAway(KafkaAwayException away) {
        return away.isForbidden()
                ? new Notice("bad", "Not saved", String.valueOf(away.getBody().getDetail()), false)
                : new Notice(
                        "bad",
                        "Kafka does not answer",
                        "It is not known whether your settings were saved. Your entries are still here: save again"
                                + " in a moment, or look at what is saved.",
                        true);
    }
}
