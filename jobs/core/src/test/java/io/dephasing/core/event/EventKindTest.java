package io.dephasing.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventKindTest {
  @Test
  void ids_and_topics_are_the_contract_with_producers() {
    assertThat(EventKind.all())
        .extracting(EventKind::id)
        .containsExactly("job-start", "retry", "remediation");
    assertThat(EventKind.all())
        .extracting(EventKind::topic)
        .containsExactly("job-starts", "retries", "remediations");
    assertThat(EventKind.all())
        .extracting(EventKind::nameField)
        .containsExactly("job", "operation", "action");
  }

  @Test
  void an_id_leads_to_its_kind_and_an_unknown_one_to_none() {
    EventKind.all().forEach(kind -> assertThat(EventKind.ofId(kind.id())).contains(kind));
    assertThat(EventKind.ofId("deployment")).isEmpty();
    assertThat(EventKind.ids()).isEqualTo("job-start, retry, remediation");
  }

  @Test
  void a_retry_has_no_end() {
    assertThat(EventKind.RETRY.hasPhases()).isFalse();
    assertThat(EventKind.JOB_START.hasPhases()).isTrue();
    assertThat(EventKind.REMEDIATION.hasPhases()).isTrue();
  }
}
