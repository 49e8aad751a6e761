package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesLabelsTest {
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", "eu");

  @Test
  void labels_are_in_the_order_of_their_names_whatever_order_they_came_in() {
    SeriesLabels labels =
        SeriesLabels.of(GROUP).with("window", "1m").named("dephasing_events").with("le", "2");

    List<String> names = new ArrayList<>();
    labels.forEach((name, value) -> names.add(name));
    assertThat(names)
        .containsExactly("__name__", "cohort", "group", "kind", "le", "service", "window");
  }

  @Test
  void a_roll_up_has_no_group_and_over_all_no_service() {
    assertThat(SeriesLabels.of(GROUP.serviceRollUp()))
        .hasToString("{kind=\"job-start\", service=\"backup\"}");
    assertThat(SeriesLabels.of(GROUP.kindRollUp())).hasToString("{kind=\"job-start\"}");
  }

  /** Names of few letters, which meet each other, spelled as events that are read spell them. */
  @Test
  void two_groups_never_share_a_series_and_each_label_is_its_name() {
    Random random = new Random(15);
    Map<SeriesLabels, GroupKey> groups = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      GroupKey group = new GroupKey(EventKind.JOB_START, name(random), name(random), name(random));
      SeriesLabels labels = SeriesLabels.of(group);
      assertThat(groups.putIfAbsent(labels, group)).isIn(null, group);
      assertThat(labels.value("service")).isEqualTo(group.service());
      assertThat(labels.value("group")).isEqualTo(group.name());
      assertThat(labels.value("cohort")).isEqualTo(group.cohort());
    }
    assertThat(groups).hasSizeGreaterThan(10_000);
  }

  private static String name(Random random) {
    String letters = "ab/%\"{}=, é漢";
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    String spelled = PlainText.name(name.toString());
    return spelled.isEmpty() ? "x" : spelled;
  }

  @Test
  void a_label_is_replaced_and_an_empty_one_removed() {
    SeriesLabels labels = SeriesLabels.NONE.with("a", "1").with("b", "2");

    assertThat(labels.with("a", "3")).hasToString("{a=\"3\", b=\"2\"}");
    assertThat(labels.with("a", "")).isEqualTo(SeriesLabels.NONE.with("b", "2"));
    assertThat(labels.value("c")).isNull();
  }
}
