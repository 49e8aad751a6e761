package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.simulation.Scenarios;
import io.dephasing.simulation.TimedEvents;
import io.dephasing.topology.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OracleIT {
  @TempDir Path state;

  private TestBroker broker;

  @BeforeAll
  void start() {
    broker = TestBroker.start();
  }

  @AfterAll
  void stop() throws Exception {
    broker.close();
  }

  private JobFixture fixture(String prefix) throws Exception {
    return new JobFixture(broker.bootstrapServers(), prefix, state);
  }

  @Test
  void parallelism_changes_neither_final_slis_nor_alerts() throws Exception {
    List<Event> events = Scenarios.RETRY_STORM.play(7).events().delayedUpTo(500, 7).events();
    List<Published> runs = new ArrayList<>();
    for (int parallelism : List.of(1, 2, 4)) {
      JobFixture fixture = fixture("parallel-" + parallelism);
      fixture.publish(events, Placement.BY_INSTANCE);
      runs.add(fixture.replay(parallelism, UnaryOperator.identity()));
    }

    OracleAssert.assertEqualsOracle(runs.get(0), events);
    for (Published run : runs) {
      assertThat(run.resolved()).isNotEmpty().isEqualTo(runs.get(0).resolved());
      assertThat(texts(run)).isEqualTo(texts(runs.get(0)));
    }
  }

  /** Revisions may differ, their content may not. */
  private static Map<String, String> texts(Published run) {
    Map<String, String> texts = new TreeMap<>();
    run.finalSlis()
        .forEach(
            (id, sli) -> texts.put(id, new TreeMap<>(sli.getMeasures()) + " " + sli.getHerds()));
    return texts;
  }

  @Test
  void events_that_are_sent_twice_count_once() throws Exception {
    TimedEvents once = Scenarios.JITTERED_FLEET.play(3).events().identified();
    JobFixture fixture = fixture("duplicates");
    fixture.publish(once.repeated(0.2, 1_500, 3).events(), Placement.BY_GROUP);

    Published published =
        fixture.replay(2, settings -> settings.with(Options.DUPLICATES_HORIZON, "10 min"));

    OracleAssert.assertEqualsOracle(published, once.events());
  }

  @Test
  void what_is_not_counted_is_in_the_dead_letters_with_its_reason() throws Exception {
    List<Event> events = Scenarios.BUSY_INSTANCE.play(1).events().events();
    Event last = events.get(events.size() - 1);
    Event late =
        new Event(
            last.group(),
            last.instance(),
            last.timeMillis() - 600_000,
            last.phase(),
            last.brokerTimeMillis(),
            last.details());
    List<Event> published = new ArrayList<>(events);
    published.add(late);
    JobFixture fixture = fixture("dead-letters");
    fixture.publish(published, Placement.BY_GROUP);
    byte[] junk = "{\"type\":\"job-start\",\"service\":".getBytes(StandardCharsets.UTF_8);
    fixture.publishRaw(EventKind.JOB_START, 1, new byte[] {7}, junk);

    Published run = fixture.replay(2, UnaryOperator.identity());

    OracleAssert.assertEqualsOracle(run, events);
    assertThat(run.deadLetters()).hasSize(2);
    assertThat(reasons(run.deadLetters())).anyMatch("late"::equals);
    ConsumerRecord<byte[], byte[]> malformed =
        run.deadLetters().stream()
            .filter(l -> l.value().length == junk.length)
            .findFirst()
            .orElseThrow();
    assertThat(malformed.value()).isEqualTo(junk);
    assertThat(malformed.key()).isEqualTo(new byte[] {7});
    assertThat(header(malformed, "dephasing.error.topic")).isEqualTo("dead-letters.job-starts");
    assertThat(header(malformed, "dephasing.error.partition")).isEqualTo("1");
  }

  @Test
  void exactly_once_commits_all_there_is() throws Exception {
    List<Event> events = Scenarios.RETRY_STORM.play(5).events().events();
    JobFixture fixture = fixture("exactly-once");
    fixture.publish(events, Placement.BY_GROUP);

    Published published =
        fixture.replay(1, settings -> settings.with(Options.DELIVERY, "exactly-once"));

    OracleAssert.assertEqualsOracle(published, events);
    assertThat(published.resolved()).isNotEmpty();
  }

  private static List<String> reasons(List<ConsumerRecord<byte[], byte[]>> letters) {
    return letters.stream().map(each -> header(each, "dephasing.error.reason")).toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
