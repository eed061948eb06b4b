package io.bellwire.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwire.endtoend.Peers;
import io.bellwire.endtoend.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alert rules are taken by Prometheus, do what they say, and lead to words that help. */
class AlertRulesTest {
    private static final String RULES = "deploy/monitoring/bellwire-rules.yml";
    private static final String UNIT_TESTS = "deploy/monitoring/bellwire-rules-test.yml";
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void prometheusTakesTheRules() throws Exception {
        String output = CommandLine.run(
                Peers.require("promtool"),
                "check",
                "rules",
                Repository.file(RULES).toString());
        assertThat(output).contains("SUCCESS: " + rules().size() + " rules found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/compose/prometheus.yml", "deploy/compose/prometheus-tls.yml"})
    void prometheusTakesTheConfigurationsOfCompose(String file) throws Exception {
        String output = CommandLine.run(
                Peers.require("promtool"),
                "check",
                "config",
                "--syntax-only",
                Repository.file(file).toString());
        assertThat(output).contains("SUCCESS");
    }

    @Test
    void theRulesPassTheirUnitTests() throws Exception {
        CommandLine.run(
                Peers.require("promtool"),
                "test",
                "rules",
                Repository.file(UNIT_TESTS).toString());
    }

    @Test
    void everyRuleHasAUnitTestInWhichItFires() throws Exception {
        Set<Object> fired = Yaml.maps(Yaml.file(UNIT_TESTS), "tests").stream()
                .flatMap(test -> Yaml.maps(test, "alert_rule_test").stream())
                .filter(expected -> !Yaml.maps(expected, "exp_alerts").isEmpty())
                .map(expected -> expected.get("alertname"))
                .collect(Collectors.toSet());
        assertThat(rules()).extracting(rule -> rule.get("alert")).containsExactlyInAnyOrderElementsOf(fired);
    }

    @Test
    void theOperatorGetsTheSameRules() throws Exception {
        Map<String, Object> operators = Yaml.file("deploy/monitoring/prometheus-rule.yaml");
        assertThat(Yaml.maps(Yaml.map(operators, "spec"), "groups")).isEqualTo(Yaml.maps(Yaml.file(RULES), "groups"));
    }

    @Test
    void everyRuleLeadsToARunbook() throws Exception {
        Set<String> anchors = HEADING.matcher(Repository.text("docs/OPERATING.md"))
                .results()
                .map(heading -> "docs/OPERATING.md#" + anchor(heading.group(1)))
                .collect(Collectors.toSet());
        assertThat(rules())
                .extracting(rule -> Yaml.map(rule, "annotations").get("runbook_url"))
                .isSubsetOf(anchors);
    }

    private static List<Map<String, Object>> rules() throws IOException {
        return Yaml.maps(Yaml.file(RULES), "groups").stream()
                .flatMap(group -> Yaml.maps(group, "rules").stream())
                .toList();
    }

    /** What a heading is called in a link. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
