package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.statistics.OrderParameter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five months of a real cron of many repositories; {@code traces/README.md} says what is in it. */
@Tag("long")
class RealTraceTest {
  private static final String FILE = "/traces/gha-scheduled.csv.gz";
  private static final long FIVE_MINUTES_MILLIS = 300_000;

  private static List<Event> events = List.of();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = RealTraceTest.class.getResourceAsStream(FILE)) {
      assertThat(in).as(FILE).isNotNull();
      events =
          new BufferedReader(
                  new InputStreamReader(new GZIPInputStream(in), StandardCharsets.US_ASCII))
              .lines()
              .skip(1)
              .map(RealTraceTest::event)
              .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Event event(String line) {
    String[] fields = line.split(",", -1);
    return new Event(
        new GroupKey(EventKind.JOB_START, "status-pages", fields[1], null),
        Instance.of(fields[2]),
        Long.parseLong(fields[0]),
        RunPhase.START,
        Absent.MILLIS,
        Details.NONE);
  }

  @Test
  void it_has_three_groups_of_22_repositories() {
    assertThat(events).hasSize(27_514);
    assertThat(events.stream().map(each -> each.group().name()).distinct())
        .containsExactlyInAnyOrder("graphs", "summary", "probe");
    assertThat(events.stream().map(each -> each.instance().id()).distinct()).hasSize(22);
  }

  @ParameterizedTest
  @CsvSource({
    "graphs, 86400, 0.885",
    "graphs, 3600, 0.18",
    "graphs, 60, 0.01",
    "summary, 86400, 0.506",
    "summary, 3600, 0.07",
    "summary, 60, 0.07",
    "probe, 86400, 0.641",
    "probe, 3600, 0.20",
    "probe, 60, 0.02"
  })
  void groups_are_synchronized_by_the_day_and_not_by_the_minute(
      String group, long periodSeconds, double order) {
    long[] times =
        events.stream()
            .filter(each -> each.group().name().equals(group))
            .mapToLong(Event::timeMillis)
            .toArray();

    assertThat(OrderParameter.ofTimes(times, periodSeconds * 1_000).length())
        .isCloseTo(order, within(0.005));
  }

  @Test
  void graphs_never_has_more_than_four_repositories_in_five_minutes() {
    Deque<Event> recent = new ArrayDeque<>();
    long most = 0;
    for (Event event : events) {
      if (event.group().name().equals("graphs")) {
        recent.add(event);
        while (recent.element().timeMillis() <= event.timeMillis() - FIVE_MINUTES_MILLIS) {
          recent.remove();
        }
        most = Math.max(most, recent.stream().map(each -> each.instance().id()).distinct().count());
      }
    }
    assertThat(most).isEqualTo(4);
  }

  /** A queue has dephased it, and bursts of one instance are no herds. */
  @Test
  void nothing_fires() {
    List<AlertTransition> alerts = PureJob.run(events, Reading.AS_DELIVERED).alerts();

    assertThat(alerts)
        .as(
            "%s",
            alerts.stream()
                .map(
                    each ->
                        each.status()
                            + " "
                            + each.group().canonical()
                            + " "
                            + each.lifetime()
                            + " "
                            + each.finding().wording())
                .toList())
        .isEmpty();
  }
}
