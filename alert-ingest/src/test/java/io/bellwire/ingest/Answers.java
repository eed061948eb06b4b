package io.bellwire.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What every answer of the intake has to be like. */
final class Answers {
    private Answers() {}

    static void assertAnswer(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("io.bellwire", "springframework");
    }

    static void assertUnavailable(HttpResponse<String> answer, String retryAfter) {
        assertProblem(answer, 503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue(retryAfter);
    }
}
