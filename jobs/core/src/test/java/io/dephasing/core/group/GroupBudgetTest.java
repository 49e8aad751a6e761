package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.GroupBudget.Limits;
import io.dephasing.core.group.GroupBudget.Verdict;
import io.dephasing.core.slice.Slice;
import org.junit.jupiter.api.Test;

class GroupBudgetTest {
  private static final long HOUR = 3_600_000;

  private final GroupBudget budget = new GroupBudget(new Limits(2, 3, HOUR));

  private static GroupKey group(String service, String name) {
    return new GroupKey(EventKind.JOB_START, service, name, null);
  }

  private Verdict admit(String service, String name, long timeMillis) {
    return budget.admit(group(service, name), Slice.indexOf(timeMillis));
  }

  @Test
  void a_service_has_so_many_groups_and_no_more() {
    assertThat(admit("shop", "a", 0)).isEqualTo(Verdict.ADMITTED);
    assertThat(admit("shop", "b", 0)).isEqualTo(Verdict.ADMITTED);
    assertThat(admit("shop", "c", 0)).isEqualTo(Verdict.SERVICE_IS_FULL);
    assertThat(admit("shop", "a", 0)).as("known").isEqualTo(Verdict.ADMITTED);
    assertThat(admit("billing", "a", 0)).as("another service").isEqualTo(Verdict.ADMITTED);
  }

  @Test
  void all_services_together_have_so_many_and_no_more() {
    admit("shop", "a", 0);
    admit("billing", "a", 0);
    admit("stock", "a", 0);

    assertThat(admit("mail", "a", 0)).isEqualTo(Verdict.ALL_IS_FULL);
    assertThat(budget.size()).isEqualTo(3);
  }

  @Test
  void who_is_refused_takes_no_room() {
    admit("shop", "a", 0);
    admit("shop", "b", 0);
    for (int run = 0; run < 1_000; run++) {
      admit("shop", "run-" + run, run);
    }

    assertThat(admit("billing", "a", 0)).isEqualTo(Verdict.ADMITTED);
    assertThat(budget.size()).isEqualTo(3);
  }

  @Test
  void a_group_that_is_not_seen_for_long_makes_room() {
    admit("shop", "a", 0);
    admit("shop", "b", 0);
    assertThat(admit("shop", "a", HOUR + 60_000)).isEqualTo(Verdict.ADMITTED);

    assertThat(admit("shop", "c", HOUR + 60_000)).isEqualTo(Verdict.ADMITTED);
    assertThat(admit("shop", "b", HOUR + 60_000)).isEqualTo(Verdict.SERVICE_IS_FULL);
  }

  @Test
  void a_group_that_was_last_seen_with_others_in_between_keeps_its_place() {
    admit("shop", "a", 0);
    admit("shop", "b", 50 * 60_000);
    admit("shop", "a", 10 * 60_000);
    admit("shop", "a", 50 * 60_000);

    assertThat(admit("shop", "c", HOUR + 20 * 60_000)).isEqualTo(Verdict.SERVICE_IS_FULL);
  }

  @Test
  void time_that_goes_back_makes_no_room() {
    admit("shop", "a", 10 * HOUR);
    admit("shop", "b", 10 * HOUR);
    assertThat(admit("shop", "a", 0)).isEqualTo(Verdict.ADMITTED);

    assertThat(admit("shop", "c", 10 * HOUR + 60_000)).isEqualTo(Verdict.SERVICE_IS_FULL);
  }

  @Test
  void what_was_known_is_known_after_a_restore_even_beyond_the_limits() {
    for (String service : new String[] {"shop", "billing", "stock", "mail"}) {
      budget.restore(group(service, "a"), 5);
    }
    budget.restore(group("shop", "a"), 4);

    assertThat(admit("mail", "a", 0)).isEqualTo(Verdict.ADMITTED);
    assertThat(admit("news", "a", 0)).isEqualTo(Verdict.ALL_IS_FULL);
    GroupBudget again = new GroupBudget(new Limits(2, 4, HOUR));
    budget.forEach(again::restore);
    assertThat(again.size()).isEqualTo(4);
  }
}
