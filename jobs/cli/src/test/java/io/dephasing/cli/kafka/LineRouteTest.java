package io.dephasing.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineRouteTest {
  @Test
  void an_event_goes_to_the_topic_of_its_kind_by_its_group() {
    LineRoute route =
        of("{'cohort':'eu','operation':'a/b','service':'pay','eventTime':5,'type':'retry'}");

    assertThat(route.kind()).isEqualTo(EventKind.RETRY);
    assertThat(route.key()).asString(UTF_8).isEqualTo("retry/pay/a%2Fb/eu");
    assertThat(route.timeMillis()).isEqualTo(5);
  }

  @Test
  void names_of_other_kinds_and_nested_ones_are_not_the_groups() {
    LineRoute route =
        of(
            "{'attributes':{'service':'x','type':'retry'},'action':'y','job':'j','service':'s',"
                + "'type':'job-start'}");

    assertThat(route.kind()).isEqualTo(EventKind.JOB_START);
    assertThat(route.key()).asString(UTF_8).isEqualTo("job-start/s/j");
  }

  @Test
  void the_brokers_time_goes_before_the_events() {
    assertThat(of("{'eventTime':5,'ingestTime':7}").timeMillis()).isEqualTo(7);
    assertThat(of("{'eventTime':5,'ingestTime':7}").isDeliveryKnown()).isTrue();
    assertThat(of("{'eventTime':5}").isDeliveryKnown()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{",
        "[]",
        "null",
        "{'type':17,'service':'s','job':'j'}",
        "{'type':['retry'],'service':'s','job':'j'}",
        "{'type':'comet','service':'s','job':'j','eventTime':1e300}",
        "{'type':null,'eventTime':99999999999999999999999}"
      })
  void a_line_without_a_type_goes_to_the_job_starts(String line) {
    LineRoute route = of(line);

    assertThat(route.kind()).isEqualTo(EventKind.JOB_START);
    assertThat(route.key()).isNull();
    assertThat(route.timeMillis()).isZero();
  }

  @Test
  void a_line_that_breaks_off_goes_where_its_type_says() {
    assertThat(of("{'type':'retry','service':'s").kind()).isEqualTo(EventKind.RETRY);
  }

  private static LineRoute of(String line) {
    return LineRoute.of(line.replace('\'', '"').getBytes(UTF_8));
  }
}
