package io.dephasing.formats.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Expectation;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.sli.Measure;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyYamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "{}", "null"})
  void without_a_word_the_default_holds(String text) {
    assertThat(PolicyYaml.defaultPolicy(text)).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void every_key_is_read() {
    Policy policy =
        PolicyYaml.defaultPolicy(
            """
            limits:
              rate_peak_per_second: 50
              concurrency_max: 20.5
            severity: page
            spreadSeconds: 300
            cadenceSeconds: 3600
            members: 200
            objective: 0.95
            falseAlarmsPer30Days: 0.001
            """);

    assertThat(policy.limit("rate_peak_per_second")).isEqualTo(50);
    assertThat(policy.limit("concurrency_max")).isEqualTo(20.5);
    assertThat(policy.severity()).isEqualTo(AlertSeverity.PAGE);
    assertThat(policy.expectation()).isEqualTo(new Expectation(300, 3600, 200));
    assertThat(policy.objective()).isEqualTo(0.95);
    assertThat(policy.falseAlarmsPer30Days()).isEqualTo(0.001);
  }

  @Test
  void what_is_left_out_keeps_its_default() {
    Policy policy = PolicyYaml.defaultPolicy("members: 7");

    assertThat(policy.expectation().members()).isEqualTo(7);
    assertThat(policy.expectation().hasSpread()).isFalse();
    assertThat(policy.expectation().hasCadence()).isFalse();
    assertThat(policy.objective()).isEqualTo(Policy.DEFAULT.objective());
    assertThat(policy.severity()).isEqualTo(Policy.DEFAULT.severity());
    assertThat(policy.version()).isEqualTo(Policy.DEFAULT.version());
  }

  @ParameterizedTest
  @EnumSource
  void any_measure_may_have_a_limit(Measure measure) {
    assertThat(PolicyYaml.defaultPolicy("limits: {%s: 0}".formatted(measure.id())).limits())
        .containsEntry(measure.id(), 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"page", "PAGE", "Page"})
  void a_severity_is_read_in_any_case(String severity) {
    assertThat(PolicyYaml.defaultPolicy("severity: " + severity).severity())
        .isEqualTo(AlertSeverity.PAGE);
  }

  @Test
  void an_unknown_key_is_refused_with_those_that_there_are() {
    refuses("spread: 60")
        .hasMessageContaining("default-policy.spread: 'unknown key'")
        .hasMessageContaining("spreadSeconds")
        .hasMessageContaining("falseAlarmsPer30Days");
  }

  @Test
  void an_unknown_measure_is_refused_with_those_that_there_are() {
    refuses("limits: {rate_peek: 5}")
        .hasMessageContaining("default-policy.limits.rate_peek: 'unknown measure'")
        .hasMessageContaining("rate_peak_per_second")
        .hasMessageContaining("concurrency_max");
  }

  @Test
  void an_unknown_severity_is_refused_with_those_that_there_are() {
    refuses("severity: scream")
        .hasMessage("default-policy.severity: 'scream' is not allowed; allowed: ticket, page");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spreadSeconds: 0 | spreadSeconds: '0.0' | a number above 0",
        "spreadSeconds: -1 | spreadSeconds: '-1.0' | a number above 0",
        "spreadSeconds: NaN | spreadSeconds: 'NaN' | a number above 0",
        "cadenceSeconds: Infinity | cadenceSeconds: 'Infinity' | a number above 0",
        "falseAlarmsPer30Days: 0 | falseAlarmsPer30Days: '0.0' | a number above 0",
        "members: 0 | members: '0' | a whole number from 1 on",
        "objective: 0 | objective: '0.0' | above 0 and below 1",
        "objective: 1 | objective: '1.0' | above 0 and below 1",
        "'limits: {events: -1}' | limits.events: '-1.0' | a number from 0 on",
        "'limits: {events: }' | limits.events: 'null' | a number from 0 on",
      },
      quoteCharacter = '"')
  void a_value_out_of_its_bounds_is_refused_with_them(String text, String said, String allowed) {
    refuses(text.replace("'", ""))
        .hasMessage("default-policy.%s is not allowed; allowed: %s", said, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "members: many | members: 'many' | a whole number",
        "members: 2.5 | members: '2.5' | a whole number",
        "spreadSeconds: wide | spreadSeconds: 'wide' | a number",
        "spreadSeconds: [1] | spreadSeconds: 'a value of another shape' | a number",
        "limits: 5 | limits: 'a value of another shape' | a map",
        "severity: [page] | severity: 'a value of another shape' | a text",
        "- page | : 'a value of another shape' | a map",
      },
      quoteCharacter = '"')
  void a_value_of_another_type_is_refused_with_what_it_should_be(
      String text, String said, String allowed) {
    refuses(text)
        .hasMessage("default-policy%s%s is not allowed; allowed: %s", dot(said), said, allowed);
  }

  @Test
  void a_key_that_comes_twice_is_refused() {
    refuses("members: 5\nmembers: 6").hasMessageContaining("members");
  }

  private static String dot(String said) {
    return said.startsWith(":") ? "" : ".";
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refuses(String text) {
    return assertThatThrownBy(() -> PolicyYaml.defaultPolicy(text))
        .isInstanceOf(InvalidPolicyException.class);
  }
}
