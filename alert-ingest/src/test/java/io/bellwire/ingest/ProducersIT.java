package io.bellwire.ingest;

import static io.bellwire.ingest.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Producers with tokens of their own. */
@RunningIntake
class ProducersIT {
    @LocalServerPort
    private int port;

    @AfterEach
    void letAllPost() {
        NamedTokens.allMayPost();
    }

    @Test
    void oneProducerIsShutOutWhileTheOthersGoOn() throws Exception {
        assertThat(post(NamedTokens.FREE, "a").statusCode()).isEqualTo(202);

        NamedTokens.onlyTheFreeOneMayPost();

        assertProblem(post(NamedTokens.SLOW, "b"), 401);
        assertThat(post(NamedTokens.FREE, "c").statusCode()).isEqualTo(202);
        assertThat(post(IngestClient.TOKEN, "d").statusCode()).isEqualTo(202);
    }

    @Test
    void whoPostsTooMuchIsToldWhenToComeAgain() throws Exception {
        String twenty = "[" + SampleRequests.minimal("a").concat(",").repeat(19) + SampleRequests.minimal("a") + "]";
        double postedBefore = metric("bellwire_producer_alerts_total", "slow");
        double throttledBefore = metric("bellwire_producer_throttled_total", "slow");
        assertThat(new IngestClient(port, NamedTokens.SLOW).post(twenty).statusCode())
                .isEqualTo(202);

        HttpResponse<String> refused = post(NamedTokens.SLOW, "b");

        assertProblem(refused, 429);
        assertThat(refused.body()).contains("The rate of this token is 2 alerts per second, and more were posted");
        assertThat(refused.headers().firstValue("Retry-After").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(1, 10));
        assertThat(post(NamedTokens.FREE, "c").statusCode()).isEqualTo(202);
        assertThat(metric("bellwire_producer_alerts_total", "slow") - postedBefore)
                .isEqualTo(20);
        assertThat(metric("bellwire_producer_throttled_total", "slow") - throttledBefore)
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeReadCountsAsOne() throws Exception {
        var faulty = new IngestClient(port, NamedTokens.FAULTY);

        // One may be saved up, and one comes with each second that this takes.
        HttpResponse<String> answer = faulty.dryRun("no JSON");
        for (int i = 0; i < 100 && answer.statusCode() == 400; i++) {
            answer = faulty.dryRun("no JSON");
        }

        assertProblem(answer, 429);
    }

    private double metric(String name, String producer) throws Exception {
        return new IngestClient(port)
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{producer=\"" + producer + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private HttpResponse<String> post(String token, String id) throws Exception {
        return new IngestClient(port, token).post(SampleRequests.minimal(id));
    }
}
