package io.bellwire.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every refusal of the API has the same form (RFC 9457). Those that take longer to bring about: {@link MessageTestIT} has the
 * 504, {@link KafkaAwayIT} each 503, {@link SignInThrottleIT} the 429, {@link SettingsApiIT} the 412 of who was late.
 */
class RefusalsIT {
    private static final String FAULTS = "{\"sensor\": \"\", \"endpoint\": {\"host\": \"\", \"port\": 0}}";

    private static TestBroker broker;
    private static RunningPortal portal;

    @BeforeAll
    static void start() {
        broker = TestBroker.start();
        portal = RunningPortal.start(broker.address(), UUID.randomUUID() + ".");
    }

    @AfterAll
    static void stop() {
        portal.close();
        broker.close();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            GET    | /settings/syslog         |        |                           |        | 401 | Sign in with a user
            GET    | /settings/syslog         | admin  |                           |        | 404 | No settings have been saved
            PUT    | /settings/syslog         |        | If-None-Match: *          | faults | 401 | Sign in with a user
            PUT    | /settings/syslog         | viewer | If-None-Match: *          | faults | 403 | This user may look
            PUT    | /settings/syslog         | admin  |                           | faults | 428 | Send If-Match with the ETag
            PUT    | /settings/syslog         | admin  | If-Match: "0"             | faults | 412 | Somebody else saved
            PUT    | /settings/syslog         | admin  | If-Match: 1               | faults | 400 | If-Match is not an ETag
            PUT    | /settings/syslog         | admin  | If-None-Match: *          | faults | 400 | These settings cannot work
            PUT    | /settings/syslog         | admin  | If-None-Match: *          | {      | 400 | These settings cannot work
            PUT    | /settings/syslog         | admin  | If-None-Match: *          | large  | 413 | Settings of more than 65536
            PUT    | /settings/syslog         | admin  | Content-Type: text/plain  | faults | 415 | Send the body as application/json
            DELETE | /settings/syslog         | admin  |                           |        | 405 | This address does not take
            GET    | /settings/syslog/history |        |                           |        | 401 | Sign in with a user
            POST   | /settings/syslog/history | admin  |                           | faults | 405 | This address does not take
            POST   | /settings/syslog/test    |        |                           | faults | 401 | Sign in with a user
            POST   | /settings/syslog/test    | viewer |                           | faults | 403 | This user may look
            POST   | /settings/syslog/test    | admin  |                           | faults | 400 | These settings cannot work
            POST   | /settings/syslog/test    | admin  |                           | DC99   | 404 | Sensor 'DC99' was never
            POST   | /settings/syslog/test    | admin  |                           | large  | 413 | Settings of more than 65536
            POST   | /settings/syslog/test    | admin  | Content-Type: text/plain  | faults | 415 | Send the body as application/json
            GET    | /settings/syslog/test    | admin  |                           |        | 405 | This address does not take
            POST   | /settings/syslog/preview |        |                           | faults | 401 | Sign in with a user
            POST   | /settings/syslog/preview | viewer |                           | faults | 403 | This user may look
            POST   | /settings/syslog/preview | admin  |                           | faults | 400 | These settings cannot work
            POST   | /settings/syslog/preview | admin  |                           | large  | 413 | Settings of more than 65536
            POST   | /settings/syslog/preview | admin  | Content-Type: text/plain  | faults | 415 | Send the body as application/json
            GET    | /settings/syslog/preview | admin  |                           |        | 405 | This address does not take
            GET    | /sensors                 |        |                           |        | 401 | Sign in with a user
            DELETE | /sensors                 | admin  |                           |        | 405 | This address does not take
            GET    | /pipeline                |        |                           |        | 401 | Sign in with a user
            PUT    | /pipeline                | admin  |                           | faults | 405 | This address does not take
            GET    | /alerts?id=a             |        |                           |        | 401 | Sign in with a user
            GET    | /alerts                  | viewer |                           |        | 400 | This cannot be looked up
            GET    | /alerts?id=a&around=noon | viewer |                           |        | 400 | This cannot be looked up
            GET    | /alerts?id=a             | viewer |                           |        | 404 | Nothing that Kafka still keeps
            POST   | /alerts?id=a             | admin  |                           | faults | 405 | This address does not take
            GET    | /rejected                |        |                           |        | 401 | Sign in with a user
            GET    | /rejected?limit=0        | viewer |                           |        | 400 | This cannot be looked up
            POST   | /rejected                | admin  |                           | faults | 405 | This address does not take
            GET    | /nothing                 | admin  |                           |        | 404 | There is nothing at this
            GET    | /settings/syslog         | admin  | Accept: application/xml   |        | 404 | No settings have been saved
            GET    | /sensors                 | admin  | Accept: application/xml   |        | 406 | This
            """)
    void everyRefusalIsAProblem(
            String method, String path, String login, String header, String body, int status, String detail) {
        HttpResponse<String> answer =
                portal.send(method, login(login), "/api/v1" + path, body(body), headers(header, body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        // Left out it is about:blank (RFC 9457 section 3.1.1): the status says it all.
        assertThat(problem.path("type").asString("about:blank")).isEqualTo("about:blank");
        assertThat(problem.path("title").asString("")).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString("")).startsWith(detail);
        assertThat(problem.path("instance").asString("")).isEqualTo("/api/v1" + path.replaceFirst("\\?.*", ""));
        assertThat(problem.has("errors")).isEqualTo(detail.startsWith("Th") && detail.contains("cannot"));
        assertThat(answer.body()).doesNotContain("xception", "io.bellwire", "springframework");
    }

    private static String login(String user) {
        if (user == null) {
            return "";
        }
        return user.equals("admin") ? RunningPortal.ADMIN : RunningPortal.VIEWER;
    }

    private static String body(String named) {
        if (named == null) {
            return null;
        }
        return switch (named) {
            case "faults" -> FAULTS;
            case "large" -> " ".repeat(65_537);
            case "DC99" -> "{\"sensor\": \"DC99\", \"endpoint\": {\"host\": \"siem\"}}";
            default -> named;
        };
    }

    private static String[] headers(String header, String body) {
        List<String> headers = new ArrayList<>();
        if (header != null) {
            headers.addAll(List.of(header.split(": ")));
        }
        if (body != null && !headers.contains("Content-Type")) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        return headers.toArray(String[]::new);
    }
}
