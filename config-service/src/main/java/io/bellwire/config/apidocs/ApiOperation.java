package io.bellwire.config.apidocs;

import java.util.List;
import java.util.Locale;

/**
 * One operation as the page shows it.
 *
 * @param paragraphs what it does
 * @param where on which program it is, in words
 * @param access who may call it, in words
 * @param body members of the body's object; empty when there is none
 * @param bodyName what the body holds
 */
public record ApiOperation(
        String id,
        String method,
        String path,
        String summary,
        List<String> paragraphs,
        String where,
        String access,
        List<ApiField> parameters,
        String bodyName,
        List<ApiField> body,
        List<Example> requests,
        List<Answer> answers) {
    public ApiOperation {
        paragraphs = List.copyOf(paragraphs);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        requests = List.copyOf(requests);
        answers = List.copyOf(answers);
    }

    /** A text with a title. */
    public record Example(String title, String text) {}

    /**
     * What is answered.
     *
     * @param headers of the answer that callers need
     */
    public record Answer(
            String status, String description, String contentType, List<Example> headers, List<Example> examples) {
        public Answer {
            headers = List.copyOf(headers);
            examples = List.copyOf(examples);
        }
    }

    /** Operations of one subject. */
    public record Group(String name, String description, List<ApiOperation> operations) {
        public Group {
            operations = List.copyOf(operations);
        }

        /** For addresses within the page. */
        public String anchor() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }
}
