package io.bellwire.config;

import static io.bellwire.config.RunningPortal.ADMIN;
import static io.bellwire.config.RunningPortal.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bellwire.schemas.InstanceState;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaAwayIT {
    private static final String BODY = "{\"sensor\":\"DC01\",\"endpoint\":{\"host\":\"siem\"}}";

    @Test
    void readingGoesOnAndSavingSaysWhenToTryAgain() {
        TestBroker broker = TestBroker.start();
        var sensor = broker.sensor("", "DC01", InstanceState.STANDING_BY);
        try (RunningPortal portal = RunningPortal.start(broker.address(), "")) {
            await().untilAsserted(() ->
                    assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("DC01"));
            assertThat(portal.put(ADMIN, BODY, "If-None-Match", "*").statusCode())
                    .isEqualTo(200);
            sensor.close();
            broker.close();

            HttpResponse<String> refused = portal.put(ADMIN, BODY, "If-Match", "\"1\"");

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body()).contains("it is not known whether the settings were saved");

            HttpResponse<String> pipeline = portal.get(ADMIN, "/api/v1/pipeline");
            assertThat(pipeline.statusCode()).as(pipeline.body()).isEqualTo(503);
            assertThat(pipeline.headers().firstValue("Retry-After")).contains("5");
            assertThat(pipeline.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(pipeline.body()).contains("it is not known how many alerts wait");
            HttpResponse<String> test =
                    portal.send("POST", ADMIN, SETTINGS + "/test", BODY, "Content-Type", "application/json");
            assertThat(test.statusCode()).as(test.body()).isEqualTo(503);
            assertThat(test.headers().firstValue("Retry-After")).contains("5");
            assertThat(test.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(test.body()).contains("the sensor was not asked, or not in time");
            for (String path : List.of("/api/v1/alerts?id=a", "/api/v1/rejected")) {
                HttpResponse<String> unknown = portal.get(ADMIN, path);
                assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(503);
                assertThat(unknown.headers().firstValue("Retry-After")).contains("5");
                assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(unknown.body()).contains("Kafka did not answer in time, so it is not known");
            }
            for (String page : List.of("/", "/status")) {
                assertThat(portal.get(ADMIN, page).body())
                        .contains("Kafka does not answer: what stands here may be old");
            }
            assertThat(portal.get(ADMIN, "/api/v1/sensors").body()).contains("\"DC01\"");
            assertThat(portal.get(ADMIN, SETTINGS).headers().firstValue("ETag")).contains("\"1\"");
            assertThat(portal.get("", "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        }
    }
}
