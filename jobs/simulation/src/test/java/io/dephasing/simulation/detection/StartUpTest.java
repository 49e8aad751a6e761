package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.simulation.Fleets;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.Scenarios;
import io.dephasing.simulation.TimedEvents;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first minutes of a job or of a group raise nothing that later minutes would not. */
class StartUpTest {
  private static final long MINUTE = 60_000;
  private static final long QUARTER = 15 * MINUTE;
  private static final long NOON = 1_772_712_000_000L;
  private static final GroupKey PULSE = new GroupKey(EventKind.JOB_START, "edge", "pulse", null);

  private record Raised(String rule, GroupKey group) {}

  /** The minute in which a job begins is seen in part. */
  @ParameterizedTest
  @CsvSource({
    "MORE_RETRIES, 1, 625",
    "MORE_RETRIES, 2, 650",
    "HERD_THEN_DEPHASED, 1, 1010",
    "FAIR_OFFSETS, 2, 3350",
    "JITTERED_FLEET, 1, 1500",
    "REMEDIATION_GATED, 1, 4500"
  })
  void a_job_that_begins_in_the_middle(Scenarios scenario, long seed, long seconds) {
    LabelledEvents played = scenario.play(seed);
    List<Event> all = played.events().events();
    long from = all.get(0).timeMillis() + 1_000 * seconds;
    List<Event> rest =
        all.stream()
            .filter(event -> event.timeMillis() >= from)
            .filter(event -> event.timeMillis() < from + 2 * QUARTER)
            .toList();

    Set<Raised> known = raised(Detection.of(played, Reading.AS_DELIVERED), Long.MAX_VALUE);
    Set<Raised> young = raised(Detection.of(rest, played.setting(), Reading.AS_DELIVERED), from);
    assertThat(known).containsAll(young);
  }

  /** One that has mended hosts one by one since it began has not begun to mend more of them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_group_that_is_new_and_mends_as_it_will(long seed) {
    TimedEvents life =
        Fleets.mended(60, 1 / 40.0, MINUTE).seeded(seed).over(NOON + 4 * QUARTER, 2 * QUARTER);

    assertThat(rules(life)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_storm_of_a_group_that_is_new_is_one(long seed) {
    TimedEvents storm =
        Fleets.allMended(40, 2 * MINUTE).seeded(seed).over(NOON + 4 * QUARTER, 4 * MINUTE);

    assertThat(rules(storm)).contains("remediation-storm");
  }

  private static Set<String> rules(TimedEvents events) {
    TimedEvents pulse = Fleets.poisson(20, 0.2).of(PULSE).over(NOON, 6 * QUARTER);
    JobOutcome outcome = PureJob.run(events.and(pulse).events(), Reading.AS_DELIVERED);
    return outcome.alerts().stream()
        .map(alert -> alert.identity().rule())
        .collect(Collectors.toSet());
  }

  /** What is said to have begun within a quarter of an hour. */
  private static Set<Raised> raised(JobOutcome outcome, long fromMillis) {
    return outcome.alerts().stream()
        .filter(alert -> alert.lifetime().startsAtMillis() - QUARTER <= fromMillis)
        .map(alert -> new Raised(alert.identity().rule(), alert.group()))
        .collect(Collectors.toSet());
  }
}
