package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.policy.Policy;
import io.dephasing.formats.policy.PolicyYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsLoaderTest {
  private static final String FILE = "job.yaml";

  private final OptionsLoader loader = new OptionsLoader();

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing yet", "{}", "---", "job:", "default-policy:"})
  void an_empty_file_is_all_defaults(String text) {
    JobSettings settings = loader.parse(text, FILE);

    assertThat(settings).isEqualTo(OptionsLoader.defaults());
    assertThat(this.<Integer>value(settings, Options.DUPLICATES_IDS)).contains(1_000_000);
    assertThat(this.<Duration>value(settings, Options.DUPLICATES_HORIZON)).isEmpty();
    assertThat(PolicyYaml.defaultPolicy(settings.defaultPolicy())).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void a_key_may_be_written_nested_or_with_dots() {
    JobSettings nested = loader.parse("time:\n  out-of-orderness: 5 s\n", FILE);
    JobSettings dotted = loader.parse("time.out-of-orderness: 5 s\n", FILE);

    assertThat(nested).isEqualTo(dotted);
    assertThat(this.<Duration>value(nested, Options.OUT_OF_ORDERNESS))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void lists_and_maps_keep_their_commas_colons_and_quotes() {
    JobSettings settings =
        loader.parse(
            """
            kafka.properties:
              sasl.jaas.config: a.Module required user="it's me, you:see";
              retries: 3
            wire.formats: [json, avro]
            topics.names: {job-starts: my.topic}
            """,
            FILE);

    assertThat(this.<Map<String, String>>value(settings, Options.KAFKA_PROPERTIES))
        .contains(
            Map.of(
                "sasl.jaas.config",
                "a.Module required user=\"it's me, you:see\";",
                "retries",
                "3"));
    assertThat(this.<List<String>>value(settings, Options.WIRE_FORMATS))
        .contains(List.of("json", "avro"));
    assertThat(this.<Map<String, String>>value(settings, Options.TOPIC_NAMES))
        .contains(Map.of("job-starts", "my.topic"));
  }

  @Test
  void the_policy_of_the_file_holds_for_all_groups() {
    JobSettings settings =
        loader.parse("default-policy:\n  limits: {concurrency_max: 20}\n  members: 7\n", FILE);
    Policy policy = PolicyYaml.defaultPolicy(settings.defaultPolicy());

    assertThat(policy.limit("concurrency_max")).isEqualTo(20);
    assertThat(policy.expectation().members()).isEqualTo(7);
  }

  @Test
  void an_unknown_key_is_refused_with_all_that_there_are() {
    refuses("job:\n  paralelism: 2\n")
        .hasMessageStartingWith("job.paralelism: 'unknown key' is not allowed; allowed: ")
        .satisfies(
            e -> {
              for (Options option : Options.all()) {
                assertThat(e).hasMessageContaining(option.key());
              }
            })
        .hasMessageContaining("default-policy");
    refuses("nothing.like.this: 2\n").hasMessageStartingWith("nothing.like.this: 'unknown key'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "job.parallelism | many | 1 to 1024",
        "job.parallelism | 0 | 1 to 1024",
        "job.parallelism | 1025 | 1 to 1024",
        "job.parallelism | 2.5 | 1 to 1024",
        "time.out-of-orderness | soon | 0 s to 60 s",
        "time.out-of-orderness | 61 s | 0 s to 60 s",
        "time.allowed-lateness | 11 min | 0 s to 10 min",
        "time.idle-timeout | 99 ms | 100 ms to 10 min",
        "checkpoints.interval | 1 ms | 100 ms to 1 h",
        "duplicates.horizon | 25 h | 1 s to 24 h",
        "duplicates.ids | 999 | 1000 to 50000000",
        "delivery.guarantee | hopefully | at-least-once, exactly-once",
        "wire.formats | [protobuf] | some of avro, json",
        "wire.formats | [] | some of avro, json",
        "kafka.bootstrap-servers | ' ' | host:port",
        "kafka.bootstrap-servers | [a:1, b:2] | host:port",
        "kafka.consumer-group | {a: b} | a name",
        "topics.names | plain | a map",
        "prometheus.external-labels | {le: x} | a map, as {region: eu}; names that begin with __",
        "prometheus.external-labels | {region: eu, group: x} | a map",
        "prometheus.external-labels | {__name__: x} | a map",
        "prometheus.external-labels | {a-b: x} | a map",
      },
      quoteCharacter = '"')
  void a_value_that_is_not_allowed_is_refused_with_what_is(
      String key, String value, String allowed) {
    refuses("%s: %s".formatted(key, value))
        .hasMessageStartingWith(key + ": '")
        .hasMessageContaining("is not allowed; allowed: " + allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prometheus.url: 'http://me:s3cret@host:9090'",
        "prometheus.url: 'http://me:s3/cret@host'",
        "prometheus.url: 'http://me:s3 @cret@host'",
        "alertmanager.urls: ['http://first', 'https://me:s3cret@host']",
      })
  void a_password_in_an_address_is_refused_and_not_printed(String text) {
    refuses(text)
        .hasMessageContaining("without user and password")
        .hasMessageContaining(".password-file")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3", "cret"));
  }

  @Test
  void a_key_without_a_value_is_refused() {
    refuses("kafka:\n  consumer-group:\n")
        .hasMessage("kafka.consumer-group: 'nothing' is not allowed; allowed: a name");
  }

  @Test
  void sources_may_not_be_held_back_by_less_than_their_disorder() {
    refuses("time: {out-of-orderness: 30 s, max-drift: 10 s}")
        .hasMessage(
            "time.max-drift: '10 s' is not allowed; allowed: at least time.out-of-orderness");
  }

  @Test
  void an_unknown_topic_is_refused_with_those_that_there_are() {
    refuses("topics.names: {job-stops: mine}")
        .hasMessageStartingWith("topics.names.job-stops: 'unknown topic'")
        .hasMessageContaining("job-starts")
        .hasMessageContaining("dead-letters");
  }

  @Test
  void a_map_within_a_map_is_refused() {
    refuses("kafka.properties: {security: {protocol: SSL}}")
        .hasMessage("kafka.properties.security: 'a map' is not allowed; allowed: a text or number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spread: 60 | default-policy.spread: 'unknown key' | spreadSeconds",
        "limits: {rate: 1} | default-policy.limits.rate: 'unknown measure' | rate_peak_per_second",
        "severity: scream | default-policy.severity: 'scream' | ticket, page",
        "objective: 2 | default-policy.objective: '2.0' | above 0 and below 1",
      },
      quoteCharacter = '"')
  void a_policy_that_is_not_allowed_is_refused_with_what_is(
      String entry, String said, String allowed) {
    refuses("default-policy:\n  " + entry)
        .hasMessageStartingWith(said + " is not allowed; allowed: ")
        .hasMessageContaining(allowed);
  }

  @Test
  void a_key_that_comes_twice_is_refused_where_it_comes_again() {
    refuses("job.parallelism: 1\njob.parallelism: 2\n")
        .hasMessageStartingWith(FILE + ":2:")
        .hasMessageContaining("job.parallelism");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_key() {
    JobSettings settings = loader.parse("\ufeffjob.parallelism: 3\n", FILE);

    assertThat(this.<Integer>value(settings, Options.PARALLELISM)).contains(3);
  }

  @Test
  void a_second_document_is_refused_where_it_begins() {
    refuses("job.parallelism: 1\n---\njob.parallelism: 2\n")
        .hasMessage(FILE + ":3: a second document begins; all options are in one");
  }

  @Test
  void a_text_that_is_no_yaml_is_refused_in_one_line_that_says_where() {
    refuses("job: [1, 2\nkafka: 5\n")
        .hasMessageStartingWith(FILE + ":2:")
        .hasMessageEndingWith("expected ',' or ']', but got :")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"- a\n- b", "just words", "42"})
  void a_text_that_is_no_map_is_refused(String text) {
    refuses(text).hasMessage("job.yaml: is no map of options");
  }

  @Test
  void a_file_is_read(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(FILE), "job.parallelism: 4\n");

    assertThat(this.<Integer>value(loader.load(file), Options.PARALLELISM)).contains(4);
  }

  @Test
  void a_file_that_is_not_there_is_named(@TempDir Path folder) {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> loader.load(file))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("%s: cannot be read", file);
    assertThatThrownBy(() -> loader.load(folder))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("%s: cannot be read", folder);
  }

  @Test
  void an_override_beats_the_file_and_leaves_the_rest() {
    JobSettings file = loader.parse("job.parallelism: 4\ndelivery.deployment: blue\n", FILE);
    JobSettings changed = file.with(Options.PARALLELISM, "2");

    assertThat(this.<Integer>value(changed, Options.PARALLELISM)).contains(2);
    assertThat(this.<String>value(changed, Options.DEPLOYMENT)).contains("blue");
    assertThat(this.<Integer>value(file, Options.PARALLELISM)).contains(4);
  }

  @Test
  void an_override_is_checked_like_the_file() {
    JobSettings defaults = OptionsLoader.defaults();

    assertThatThrownBy(() -> defaults.with(Options.PARALLELISM, "0"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("job.parallelism: '0' is not allowed; allowed: 1 to 1024");
  }

  private <T> Optional<T> value(JobSettings settings, Options option) {
    return option.of(settings.options());
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refuses(String text) {
    return assertThatThrownBy(() -> loader.parse(text, FILE))
        .isInstanceOf(InvalidOptionException.class);
  }
}
