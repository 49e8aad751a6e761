package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.core.event.Event;
import io.dephasing.schemas.Sli;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Compares what was published with the batch oracle. */
final class OracleAssert {
  /** Exact up to this many instances in a minute; above, a sketch with 3.4 % standard error. */
  private static final int EXACT_INSTANCES = 512;

  private static final double SKETCH_TOLERANCE = 0.15;

  private OracleAssert() {}

  /** Every window of the oracle is there once, with its counts; no other window holds an event. */
  static void assertEqualsOracle(Published published, List<Event> counted) {
    Map<String, BatchOracle.Window> expected = BatchOracle.windows(counted);
    Map<String, Sli> found = published.finalSlis();
    assertThat(expected).isNotEmpty();
    Set<String> busy = new TreeSet<>();
    found.forEach((id, sli) -> addIfBusy(busy, id, sli));
    assertThat(busy).isEqualTo(new TreeSet<>(expected.keySet()));
    expected.forEach(
        (id, window) -> assertWindow(id, Objects.requireNonNull(found.get(id), id), window));
  }

  private static void addIfBusy(Set<String> busy, String id, Sli sli) {
    if (sli.getMeasures().getOrDefault("events", 0.0) > 0) {
      busy.add(id);
    }
  }

  private static void assertWindow(String id, Sli sli, BatchOracle.Window window) {
    Map<String, Double> measures = sli.getMeasures();
    assertThat(measures.get("events")).as("events of %s", id).isEqualTo(window.events());
    assertThat(measures.get("rate_peak_per_second")).as("peak of %s", id).isEqualTo(window.peak());
    double tolerance =
        window.instances() <= EXACT_INSTANCES ? 0 : window.instances() * SKETCH_TOLERANCE;
    assertThat(measures.get("instances"))
        .as("instances of %s", id)
        .isEqualTo(window.instances(), within(tolerance));
    if (window.events() >= 2) {
      assertThat(measures.get("spread_stddev_seconds"))
          .as("spread of %s", id)
          .isEqualTo(window.stddevSeconds(), within(1e-6));
    } else {
      assertThat(measures).as("spread of %s", id).doesNotContainKey("spread_stddev_seconds");
    }
  }
}
