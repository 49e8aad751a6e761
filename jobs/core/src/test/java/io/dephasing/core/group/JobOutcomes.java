package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what two readings of the same events have published. */
public final class JobOutcomes {
  private static final double RELATIVE = 1e-9;

  private JobOutcomes() {}

  /** The same final alerts, and the same final SLI of each window; fails with the differences. */
  public static void assertSame(JobOutcome actual, JobOutcome expected) {
    assertThat(actual.resolved()).containsExactlyElementsOf(expected.resolved());
    Map<JobOutcome.Place, WindowSli> found = actual.finalSlis();
    Map<JobOutcome.Place, WindowSli> wanted = expected.finalSlis();
    assertThat(found.keySet()).containsExactlyElementsOf(wanted.keySet());
    List<String> differences = new ArrayList<>();
    found.forEach(
        (place, sli) -> addDifferences(place, sli, wanted.getOrDefault(place, sli), differences));
    assertThat(differences).isEmpty();
  }

  /**
   * The same final alerts, and as many events in each window that has some; fails with the
   * differences.
   */
  public static void assertSameAlertsAndEvents(JobOutcome actual, JobOutcome expected) {
    assertThat(actual.resolved()).containsExactlyElementsOf(expected.resolved());
    assertThat(events(actual)).containsExactlyEntriesOf(events(expected));
  }

  private static Map<JobOutcome.Place, Double> events(JobOutcome outcome) {
    Map<JobOutcome.Place, Double> events = new TreeMap<>();
    outcome
        .finalSlis()
        .forEach((place, sli) -> events.put(place, sli.measures().value(Measure.EVENTS)));
    events.values().removeIf(count -> count == 0);
    return events;
  }

  private static void addDifferences(
      JobOutcome.Place place, WindowSli actual, WindowSli expected, List<String> to) {
    for (Measure measure : Measure.all()) {
      double a = actual.measures().value(measure);
      double b = expected.measures().value(measure);
      if (!isSame(a, b)) {
        to.add("%s %s: %s, not %s".formatted(place, measure.id(), a, b));
      }
    }
    if (!parts(actual).equals(parts(expected))) {
      to.add("%s: %s, not %s".formatted(place, parts(actual), parts(expected)));
    }
  }

  private static boolean isSame(double a, double b) {
    return Double.compare(a, b) == 0 || Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(b));
  }

  private static List<Object> parts(WindowSli sli) {
    return List.of(
        sli.revision(),
        sli.nonScalars().herds(),
        list(sli.nonScalars().perSecond()),
        list(sli.nonScalars().phaseHistogram()),
        list(sli.nonScalars().outcomes()),
        list(sli.nonScalars().attempts()),
        list(sli.nonScalars().backoff()),
        sli.compliance());
  }

  private static List<Integer> list(int[] counts) {
    return java.util.Arrays.stream(counts).boxed().toList();
  }
}
