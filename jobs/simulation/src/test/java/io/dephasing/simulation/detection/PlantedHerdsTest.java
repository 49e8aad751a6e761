package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.simulation.Fleets;
import io.dephasing.simulation.ScenarioLabels;
import io.dephasing.simulation.TimedEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Herds planted at random in fleets that are spread over a minute each five minutes: how many are
 * found with the default thresholds, how far from the truth, and what is said where none is.
 */
class PlantedHerdsTest {
  private static final int TRIALS = 200;
  private static final long SECOND = 1_000;
  private static final long PERIOD = 300 * SECOND;
  private static final long SPREAD = 60 * SECOND;
  private static final long LENGTH = 12 * PERIOD;
  private static final long FROM = Instant.parse("2026-03-05T12:00:00Z").toEpochMilli();
  private static final long DELAY_MILLIS = 1_500;

  private record Plant(GroupKey group, long instantMillis) {}

  @Test
  void ten_of_ten_are_found_99_times_of_100() {
    assertThat(found(10, 10)).isGreaterThanOrEqualTo(0.99);
  }

  @Test
  void half_of_forty_are_found_95_times_of_100() {
    assertThat(found(40, 20)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void where_none_is_planted_none_is_found() {
    assertThat(alerts(calm(40), ScenarioLabels.HERD)).isEmpty();
  }

  private static double found(int members, int together) {
    SplittableRandom random = new SplittableRandom(members);
    List<Plant> plants = new ArrayList<>();
    List<TimedEvents> producers = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      Plant plant = new Plant(group(trial), FROM + LENGTH + random.nextLong(SPREAD));
      plants.add(plant);
      producers.add(jittered(members, plant.group(), random));
      producers.add(herd(members, together, plant, random.nextLong()));
      producers.add(others(members, together, plant.group(), random.nextLong()));
    }
    List<AlertTransition> alerts = alerts(producers, ScenarioLabels.HERD);
    List<Double> errors = plants.stream().flatMap(plant -> errors(plant, alerts)).sorted().toList();
    assertThat(errors).isNotEmpty();
    double median = errors.get(errors.size() / 2);
    System.out.printf(
        "%d of %d within 1 s: %d of %d found, %d alerts, onset error median %.2f s%n",
        together, members, errors.size(), TRIALS, alerts.size(), median);

    // Each alert belongs to a plant, and no plant has two.
    assertThat(alerts).hasSize(errors.size());
    assertThat(median).isLessThan(1);
    return errors.size() / (double) TRIALS;
  }

  private static TimedEvents herd(int members, int together, Plant plant, long seed) {
    return Fleets.herd(members)
        .only(0, together)
        .of(plant.group())
        .seeded(seed)
        .over(plant.instantMillis(), SECOND);
  }

  private static TimedEvents others(int members, int together, GroupKey group, long seed) {
    return Fleets.jittered(members, PERIOD, SPREAD)
        .only(together, members - together)
        .of(group)
        .seeded(seed)
        .over(FROM + LENGTH, PERIOD);
  }

  /** How far from the planted second alerts of this plant begin, s; those within two of it. */
  private static Stream<Double> errors(Plant plant, List<AlertTransition> alerts) {
    return alerts.stream()
        .filter(alert -> alert.group().equals(plant.group()))
        .map(alert -> alert.lifetime().startsAtMillis() - plant.instantMillis())
        .filter(off -> Math.abs(off) <= 2 * SECOND)
        .map(off -> Math.max(0, Math.max(-off, off - SECOND)) / 1e3);
  }

  private static List<TimedEvents> calm(int members) {
    SplittableRandom random = new SplittableRandom(members);
    List<TimedEvents> producers = new ArrayList<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      producers.add(jittered(members, group(trial), random));
    }
    return producers;
  }

  private static TimedEvents jittered(int members, GroupKey group, SplittableRandom random) {
    return Fleets.jittered(members, PERIOD, SPREAD)
        .of(group)
        .seeded(random.nextLong())
        .over(FROM, LENGTH);
  }

  private static GroupKey group(int trial) {
    return new GroupKey(EventKind.JOB_START, "service-" + trial, "job", null);
  }

  private static List<AlertTransition> alerts(List<TimedEvents> producers, String rule) {
    TimedEvents all =
        TimedEvents.of(producers.toArray(TimedEvents[]::new)).delayedUpTo(DELAY_MILLIS, 1);
    return PureJob.run(all.events(), Reading.AS_DELIVERED).alerts().stream()
        .filter(alert -> alert.status() == Status.RESOLVED)
        .filter(alert -> alert.identity().rule().equals(rule))
        .toList();
  }
}
