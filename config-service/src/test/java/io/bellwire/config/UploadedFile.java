package io.bellwire.config;

import java.util.Map;

/**
 * A file as a browser sends it with a form.
 *
 * @param fields names and values of the form's other fields
 */
record UploadedFile(String name, String content, Map<String, String> fields) {
    private static final String BOUNDARY = "----bellwire-boundary";
    static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    /** The body of the request. */
    String body() {
        StringBuilder body = new StringBuilder();
        fields.forEach((field, value) -> body.append(part("name=\"" + field + "\"", value)));
        body.append(part("name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/json", content));
        return body.append("--" + BOUNDARY + "--\r\n").toString();
    }

    private static String part(String disposition, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }
}
