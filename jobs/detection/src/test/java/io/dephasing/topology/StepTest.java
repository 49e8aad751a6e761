package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepTest {
  /** Where savepoints find state: a change here loses it. */
  private static final List<String> UIDS_FOR_EVER =
      List.of(
          "read-job-start",
          "read-retry",
          "read-remediation",
          "split-late-job-start",
          "split-late-retry",
          "split-late-remediation",
          "drop-duplicates-job-start",
          "drop-duplicates-retry",
          "drop-duplicates-remediation",
          "fold-local-slices-job-start",
          "fold-local-slices-retry",
          "fold-local-slices-remediation",
          "watch-group",
          "read-annotations",
          "admit-annotations",
          "announce-span",
          "sum-onsets",
          "watch-across",
          "measure-delays",
          "publish-slis",
          "publish-alerts",
          "publish-recommendations",
          "publish-dead-letters",
          "publish-audit");

  /** Of steps that had no state, and are gone: their uids are not given to others. */
  private static final List<String> RETIRED = List.of("address-refused", "address-late");

  @Test
  void the_uids_are_those_that_savepoints_know() {
    assertThat(uids()).containsExactlyElementsOf(UIDS_FOR_EVER);
  }

  @Test
  void no_uid_is_used_again() {
    assertThat(uids()).noneMatch(uid -> RETIRED.stream().anyMatch(uid::startsWith));
  }

  @ParameterizedTest
  @EnumSource
  void a_uid_is_kebab_case(Step step) {
    assertThat(step.uid()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void no_two_operators_have_one_name() {
    assertThat(labels()).doesNotHaveDuplicates().hasSameSizeAs(uids());
  }

  @Test
  void a_name_reads_as_a_sentence_about_its_topic() {
    assertThat(Step.READ.label(EventKind.RETRY)).isEqualTo("Read retries");
    assertThat(Step.FOLD_LOCAL_SLICES.label(EventKind.JOB_START))
        .isEqualTo("Fold job-starts into local slices");
    assertThat(labels()).allMatch(label -> Character.isUpperCase(label.charAt(0)));
  }

  /** The uids of all operators. */
  static List<String> uids() {
    List<String> uids = new ArrayList<>();
    for (Step step : Step.values()) {
      if (step.isOfKind()) {
        EventKind.all().forEach(kind -> uids.add(step.uid(kind)));
      } else {
        uids.add(step.uid());
      }
    }
    return uids;
  }

  private static List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (Step step : Step.values()) {
      if (step.isOfKind()) {
        EventKind.all().forEach(kind -> labels.add(step.label(kind)));
      } else {
        labels.add(step.label(EventKind.JOB_START));
      }
    }
    return labels;
  }
}
