package io.dephasing.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.List;
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

  @Test
  void a_label_is_replaced_and_an_empty_one_removed() {
    SeriesLabels labels = SeriesLabels.NONE.with("a", "1").with("b", "2");

    assertThat(labels.with("a", "3")).hasToString("{a=\"3\", b=\"2\"}");
    assertThat(labels.with("a", "")).isEqualTo(SeriesLabels.NONE.with("b", "2"));
    assertThat(labels.value("c")).isNull();
  }
}
