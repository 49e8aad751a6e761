package io.dephasing.core.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.recommendation.Plan.Slot;
import io.dephasing.core.recommendation.Situation.Limits;
import io.dephasing.core.recommendation.Situation.Traits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadPlannerTest {
  private static final double NO_LIMIT = Double.NaN;
  private static final Traits LISTED = new Traits(false, true, false, 0);
  private static final Traits RETRIES = new Traits(true, false, false, 0);

  @Test
  void without_a_policy_the_target_is_what_perfect_jitter_on_the_objective_would_give() {
    Plan plan = plan(200, Limits.NONE, 1, Traits.UNKNOWN);

    assertThat(plan.spread()).isEqualTo(new Plan.Spread(200, 10, 58_000, 1_000, Assignment.HASH));
    assertThat(plan.expectedPeakPerSecond()).isBetween(8.0, 8.6);
    assertThat(plan.expectedPeak95PerSecond()).isEqualTo(10);
    assertThat(plan.addedDelayMillis()).isEqualTo(29_000);
    assertThat(plan.reason()).isEmpty();
    assertThat(plan.sentence())
        .isEqualTo(
            "Spread over 58 s by a hash of the instance's id, the peak would stay at 10 per second"
                + " or less with a probability of 95 %, for 29 s of mean delay");
  }

  @Test
  void a_policys_limit_on_starts_is_the_target_where_it_is_lower() {
    assertThat(plan(200, peak(5), 1, Traits.UNKNOWN).spread())
        .isEqualTo(new Plan.Spread(200, 5, 243_000, 1_000, Assignment.HASH));
    assertThat(plan(200, peak(5.9), 1, Traits.UNKNOWN).spread().targetPerSecond()).isEqualTo(5);
    assertThat(plan(200, peak(50), 1, Traits.UNKNOWN).spread().windowMillis())
        .as("6 s would keep 50 a second, and still be a herd")
        .isEqualTo(58_000);
  }

  @Test
  void a_limit_below_one_is_refused() {
    assertThat(SpreadPlanner.plan(situation(200, peak(0.5), 1, Traits.UNKNOWN, List.of())))
        .isEmpty();
    assertThat(SpreadPlanner.plan(situation(200, runs(0.5), 1, Traits.UNKNOWN, List.of())))
        .isEmpty();
  }

  @Test
  void where_runs_are_limited_they_fill_slots_as_long_as_they_take() {
    Plan plan = plan(200, runs(10), 30, Traits.UNKNOWN);

    assertThat(plan.spread().windowMillis()).isEqualTo(2_221_000);
    assertThat(plan.spread().slotMillis()).isEqualTo(30_000);
    assertThat(plan(200, runs(190), 1, Traits.UNKNOWN).spread().windowMillis())
        .as("starts need more than runs do")
        .isEqualTo(58_000);
  }

  @Test
  void few_members_whose_names_last_get_slots_by_rank_over_the_same_window() {
    List<String> names = IntStream.range(0, 20).mapToObj("pod-%02d"::formatted).toList();

    Plan plan = SpreadPlanner.plan(situation(20, Limits.NONE, 1, LISTED, names)).orElseThrow();

    long random = plan(20, Limits.NONE, 1, Traits.UNKNOWN).spread().windowMillis();
    assertThat(plan.spread().assignment()).isEqualTo(Assignment.RANK);
    assertThat(plan.spread().windowMillis()).isEqualTo(random);
    assertThat(plan.expectedPeak95PerSecond()).isEqualTo(1);
    assertThat(plan.slots()).hasSize(20).startsWith(new Slot("pod-00", 0));
    assertThat(plan.slots().get(19).offsetMillis())
        .isEqualTo(19 * plan.spread().slotMillis())
        .isLessThan(random);
  }

  @Test
  void slots_are_listed_only_where_every_member_is_at_hand() {
    Plan plan =
        SpreadPlanner.plan(situation(20, Limits.NONE, 1, LISTED, List.of("a", "b"))).orElseThrow();

    assertThat(plan.spread().assignment()).isEqualTo(Assignment.RANK);
    assertThat(plan.slots()).isEmpty();
  }

  @Test
  void a_short_cadence_leaves_room_for_ranks_alone() {
    Plan plan = plan(200, cadence(60), 1, Traits.UNKNOWN);

    assertThat(plan.spread()).isEqualTo(new Plan.Spread(200, 10, 20_000, 1_000, Assignment.RANK));
    assertThat(plan.reason()).contains("58 s", "half of the cadence, 30 s");
    assertThat(plan.sentence())
        .startsWith(
            "Spread over 20 s by rank in the sorted list of members, the peak would stay at 10 per"
                + " second or less, for 10 s of mean delay. But ")
        .endsWith(plan.reason());
  }

  @Test
  void a_shorter_one_takes_the_least_peak_that_fits() {
    Plan plan = plan(200, cadence(20), 1, Traits.UNKNOWN);

    assertThat(plan.spread()).isEqualTo(new Plan.Spread(200, 10, 10_000, 1_000, Assignment.RANK));
    assertThat(plan.expectedPeak95PerSecond()).isEqualTo(20);
    assertThat(plan.reason()).contains("even by rank", "20 at once is the least that fits");
  }

  @Test
  void the_policys_limit_on_the_delay_bounds_the_window() {
    Limits limits = new Limits(NO_LIMIT, NO_LIMIT, 25, 3_600);

    assertThat(plan(200, limits, 1, Traits.UNKNOWN).reason())
        .contains("the policy's limit on the start delay, 25 s");
  }

  @Test
  void retries_are_drawn_at_random_and_take_a_larger_peak_where_time_is_short() {
    assertThat(plan(200, Limits.NONE, 1, RETRIES).spread().assignment())
        .isEqualTo(Assignment.RANDOM);

    Plan plan = plan(200, cadence(20), 1, RETRIES);
    assertThat(plan.spread().assignment()).isEqualTo(Assignment.RANDOM);
    assertThat(plan.spread().windowMillis()).isLessThanOrEqualTo(10_000);
    assertThat(plan.expectedPeak95PerSecond()).isGreaterThan(20);
    assertThat(plan.reason()).contains("the least that fits");
  }

  @Test
  void more_of_the_jitter_that_there_is_already_is_not_recommended() {
    Plan plan = plan(200, Limits.NONE, 1, new Traits(false, false, false, 60));

    assertThat(plan.spread().assignment()).isEqualTo(Assignment.RANK);
    assertThat(plan.reason()).contains("uniform on 60 s already");
  }

  @Test
  void a_critical_path_is_warned_of() {
    assertThat(plan(200, Limits.NONE, 1, new Traits(false, false, true, 0)).reason())
        .contains("critical path");
  }

  private static Limits peak(double perSecond) {
    return new Limits(perSecond, NO_LIMIT, NO_LIMIT, NO_LIMIT);
  }

  private static Limits runs(double atOnce) {
    return new Limits(NO_LIMIT, atOnce, NO_LIMIT, NO_LIMIT);
  }

  private static Limits cadence(double seconds) {
    return new Limits(NO_LIMIT, NO_LIMIT, NO_LIMIT, seconds);
  }

  private static Plan plan(int members, Limits limits, long durationSeconds, Traits traits) {
    return SpreadPlanner.plan(situation(members, limits, durationSeconds, traits, List.of()))
        .orElseThrow();
  }

  private static Situation situation(
      int members, Limits limits, long durationSeconds, Traits traits, List<String> names) {
    return new Situation(members, 60, limits, durationSeconds, traits, names);
  }
}
