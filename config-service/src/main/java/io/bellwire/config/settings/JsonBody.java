package io.bellwire.config.settings;

import io.bellwire.settings.InvalidSettingsException;
import io.bellwire.settings.SettingsFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a JSON object and notes each member that occurs twice; Jackson itself would keep one of them or stop at once. */
final class JsonBody {
    /** Settings take about 700 octets. */
    static final int BYTES_MAX = 64 << 10;

    private final JsonMapper mapper;
    private final List<SettingsFault> faults;

    private JsonBody(JsonMapper mapper, List<SettingsFault> faults) {
        this.mapper = mapper;
        this.faults = faults;
    }

    /**
     * All octets of a request's body.
     *
     * @throws ErrorResponseException {@code 413} when there are more than any settings need
     */
    static byte[] whole(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new ErrorResponseException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "Settings of more than " + BYTES_MAX + " octets are not read."),
                    null);
        }
        return bytes;
    }

    /**
     * The object that these bytes hold; members that occur twice are added to the faults.
     *
     * @throws InvalidSettingsException when they hold no JSON object
     */
    static ObjectNode read(JsonMapper mapper, byte[] body, List<SettingsFault> faults) {
        try (JsonParser parser = mapper.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject("is not a JSON object");
            }
            ObjectNode object = new JsonBody(mapper, faults).object(parser, "");
            if (parser.nextToken() != null) {
                throw notAnObject("goes on after the JSON object");
            }
            return object;
        } catch (JacksonException e) {
            throw notAnObject("is not JSON: " + e.getOriginalMessage() + place(e.getLocation()));
        }
    }

    private static String place(@Nullable TokenStreamLocation location) {
        // What breaks a limit of the parser, such as its depth, has no place.
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private ObjectNode object(JsonParser parser, String path) {
        ObjectNode object = mapper.createObjectNode();
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                faults.add(new SettingsFault(path + name, "occurs twice"));
            }
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object.set(name, object(parser, path + name + "."));
            } else {
                object.set(name, parser.readValueAsTree());
            }
        }
        return object;
    }

    private static InvalidSettingsException notAnObject(String message) {
        return new InvalidSettingsException(List.of(new SettingsFault("body", message)));
    }
}
