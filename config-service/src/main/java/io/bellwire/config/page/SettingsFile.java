package io.bellwire.config.page;

import io.bellwire.config.settings.SettingsDecoder;
import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SettingsFault;
import io.bellwire.settings.SyslogSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file that somebody gave to the settings page is to that page. Nothing is saved of it.
 *
 * @param form what the form is to show; null when the file is none of settings
 * @param faults by field, of which the form has each
 */
record SettingsFile(@Nullable SettingsForm form, Map<String, String> faults, Notice notice, HttpStatus status) {
    private static final int NAME_SHOWN_MAX = 100;
    private static final int FAULTS_NAMED_MAX = 5;
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** @param file null, or without a name, when none was chosen */
    static SettingsFile read(@Nullable MultipartFile file, SettingsDecoder decoder) throws IOException {
        String name = file == null ? "" : nameOf(file);
        if (file == null || (name.isEmpty() && file.isEmpty())) {
            return unusable(HttpStatus.BAD_REQUEST, Notice.noFile());
        }
        if (file.isEmpty()) {
            return unusable(HttpStatus.BAD_REQUEST, Notice.unusableFile(name, "It is empty."));
        }
        if (file.getSize() > SettingsDecoder.BYTES_MAX) {
            return unusable(
                    HttpStatus.CONTENT_TOO_LARGE,
                    Notice.unusableFile(
                            name,
                            "It has " + file.getSize() + " octets; one of settings has " + SettingsDecoder.BYTES_MAX
                                    + " at most."));
        }
        return read(name, file.getBytes(), decoder);
    }

    private static SettingsFile read(String name, byte[] bytes, SettingsDecoder decoder) {
        List<SettingsFault> faults = new ArrayList<>();
        try {
            ObjectNode json = decoder.read(bytes, faults);
            return read(name, json, faults, decoder);
        } catch (InvalidSettingsException noJson) {
            return unusable(
                    HttpStatus.BAD_REQUEST,
                    Notice.unusableFile(name, "It " + noJson.faults().get(0).message() + "."));
        }
    }

    private static SettingsFile read(
            String name, ObjectNode json, List<SettingsFault> faults, SettingsDecoder decoder) {
        try {
            SyslogSettings settings = decoder.decode(json, faults);
            return new SettingsFile(SettingsForm.of(settings), Map.of(), Notice.fromFile(name, 0), HttpStatus.OK);
        } catch (InvalidSettingsException e) {
            List<SettingsFault> elsewhere = e.faults().stream()
                    .filter(fault -> !SettingsForm.FIELDS.contains(fault.field()))
                    .toList();
            if (!elsewhere.isEmpty()) {
                return unusable(HttpStatus.BAD_REQUEST, Notice.unusableFile(name, sentence(elsewhere)));
            }
            Map<String, String> byField = SettingsPage.byField(e.faults());
            return new SettingsFile(
                    SettingsForm.of(json), byField, Notice.fromFile(name, byField.size()), HttpStatus.BAD_REQUEST);
        }
    }

    private static String sentence(List<SettingsFault> faults) {
        String named = faults.stream()
                .limit(FAULTS_NAMED_MAX)
                .map(fault -> "'" + shortened(fault.field()) + "' " + fault.message())
                .collect(Collectors.joining("; "));
        int others = faults.size() - FAULTS_NAMED_MAX;
        return others <= 0 ? named + "." : named + "; and " + others + " more.";
    }

    private static SettingsFile unusable(HttpStatus status, Notice notice) {
        return new SettingsFile(null, Map.of(), notice, status);
    }

    /** The last part of the name, since some browsers send the whole path; without what turns or breaks a line. */
    private static String nameOf(MultipartFile file) {
        String given = file.getOriginalFilename();
        if (given == null) {
            return "";
        }
        String name = UNSHOWN.matcher(given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1))
                .replaceAll("");
        return shortened(name);
    }

    private static String shortened(String name) {
        return name.length() <= NAME_SHOWN_MAX ? name : name.substring(0, NAME_SHOWN_MAX) + "…";
    }
}
