package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.slice.PartialSlice;
import io.dephasing.operators.metrics.InspectableMetrics;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** in = counted + duplicate + late + dead letter, over one chain. */
class ChainSumHarnessTest {
  private static final long HORIZON = 600_000;
  private static final int MOST_IDS = 10_000;
  private static final String TOPIC = "jobs";

  private final InspectableMetrics metrics = new InspectableMetrics();

  @Test
  void each_way_out_of_the_chain_is_counted_once() throws Exception {
    run(
        oneByOne(
            Sighting.of(0, Actions.named("a", Actions.NOON)),
            Sighting.of(0, Actions.named("b", Actions.NOON + 1)),
            Sighting.of(0, Actions.named("a", Actions.NOON)),
            Sighting.of(0, Actions.at(Actions.NOON)),
            Sighting.of(0, Actions.at(Actions.NOON - 30_000)),
            Sighting.of(0, Actions.named("a", Actions.NOON - 600_000)),
            Sighting.refused(0, "malformed"),
            Sighting.refused(1, "malformed"),
            Sighting.refused(1, "far-future")));

    assertThat(count(OperatorCounter.EVENTS_IN)).isEqualTo(9);
    assertThat(count(OperatorCounter.EVENTS_COUNTED)).isEqualTo(4);
    assertThat(count(OperatorCounter.EVENTS_DUPLICATE)).isEqualTo(1);
    assertThat(count(OperatorCounter.EVENTS_LATE)).isEqualTo(1);
    assertThat(count(OperatorCounter.DEAD_LETTERS)).isEqualTo(3);
    assertThat(metrics.count(OperatorCounter.DEAD_LETTERS, TOPIC, "malformed")).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void what_goes_in_is_counted_or_duplicate_or_late_or_a_dead_letter(long seed) throws Exception {
    List<Sighting> sightings = junk(new Random(seed), 2_000);
    List<PartialSlice> slices = run(batches(sightings, new Random(seed)));

    long counted = count(OperatorCounter.EVENTS_COUNTED);
    long late = count(OperatorCounter.EVENTS_LATE);
    assertThat(count(OperatorCounter.EVENTS_IN)).isEqualTo(sightings.size());
    assertThat(
            counted
                + count(OperatorCounter.EVENTS_DUPLICATE)
                + late
                + count(OperatorCounter.DEAD_LETTERS))
        .isEqualTo(sightings.size());
    assertThat(sum(slices, slice -> slice.slice().tally().starts())).isEqualTo(counted);
    assertThat(sum(slices, slice -> slice.slice().tally().lateEvents())).isEqualTo(late);
    for (OperatorCounter counter : OperatorCounter.values()) {
      if (counter.isEndOfReading()) {
        assertThat(count(counter)).as(counter.id()).isPositive();
      }
    }
  }

  private static List<Sighting> junk(Random random, int size) {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int partition = random.nextInt(3);
      long time = Actions.NOON + i * 100L - random.nextInt(random.nextInt(10) == 0 ? 120_000 : 900);
      if (random.nextInt(20) == 0) {
        sightings.add(Sighting.refused(partition, random.nextBoolean() ? "malformed" : "invalid"));
      } else if (random.nextBoolean()) {
        sightings.add(Sighting.of(partition, Actions.at(time)));
      } else {
        sightings.add(Sighting.of(partition, Actions.named("e" + random.nextInt(size), time)));
      }
    }
    return sightings;
  }

  private static List<List<Sighting>> oneByOne(Sighting... sightings) {
    return Stream.of(sightings).map(List::of).toList();
  }

  /** Of each partition some at a time, in its order: what is late and the like among the rest. */
  private static List<List<Sighting>> batches(List<Sighting> sightings, Random random) {
    Map<Integer, List<Sighting>> open = new HashMap<>();
    List<List<Sighting>> batches = new ArrayList<>();
    for (Sighting each : sightings) {
      open.computeIfAbsent(each.partition(), p -> new ArrayList<>()).add(each);
      if (random.nextInt(20) == 0) {
        batches.add(open.remove(each.partition()));
      }
    }
    batches.addAll(open.values());
    return batches;
  }

  /** Runs records through the chain; the groups' own slices, without roll-ups. */
  private List<PartialSlice> run(List<List<Sighting>> batches) throws Exception {
    try (var split = Subtask.counting(SplitLateHarnessTest.step(), metrics);
        var drop = Subtask.counting(new DropDuplicates(TOPIC, HORIZON, MOST_IDS), metrics);
        var fold =
            Subtask.counting(
                new FoldLocalSlices(
                    TOPIC, new FoldLocalSlices.Liveness(() -> Long.MAX_VALUE, 10_000)),
                metrics)) {
      for (List<Sighting> batch : batches) {
        split.take(batch);
      }
      for (Arrivals arrivals : split.out().records()) {
        drop.take(arrivals);
      }
      for (Arrivals arrivals : drop.out().records()) {
        fold.take(arrivals);
      }
      fold.harness().getOneInputOperator().finish();
      return fold.out().records().stream()
          .filter(slice -> slice.groupKey().equals(Actions.SYNC.canonical()))
          .toList();
    }
  }

  private long count(OperatorCounter counter) {
    return metrics.count(counter, TOPIC);
  }

  private static long sum(List<PartialSlice> slices, ToLongFunction<PartialSlice> count) {
    return slices.stream().mapToLong(count).sum();
  }
}
