package io.dephasing.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of DESIGN sections 3 and 4, which producers and readers rely on. */
class ContractTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JobStart | service job instanceId eventTime phase
          Retry | service operation instanceId eventTime attempt
          Remediation | service action instanceId eventTime phase
          Annotation | id type service at
          """)
  void the_required_fields_come_first_and_in_order(String record, String names) {
    List<String> required =
        schema(record).getFields().stream()
            .filter(field -> !field.hasDefaultValue())
            .map(Schema.Field::name)
            .toList();
    assertThat(required).containsExactly(names.split(" "));
    assertThat(names(record)).startsWith(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JobStart | service job instanceId eventTime phase eventId runId scheduledTime \
          appliedOffsetMillis spreadWindowMillis durationMillis outcome coldStart criticalPath \
          resourceKey cohort version traceId attributes
          Retry | service operation instanceId eventTime attempt eventId target backoffMillis \
          errorClass criticalPath resourceKey cohort version traceId attributes
          Remediation | service action instanceId eventTime phase eventId engine remediationId \
          trigger durationMillis outcome cohort version traceId attributes
          Sli | group groupKey windowStart windowEnd revision measures baselines limits changes \
          compliant objective policyVersion herds perSecond phaseHistogram outcomes attempts \
          backoff topResourceKeys timeline exemplars
          Alert | alertId fingerprint state rule severity group groupKey summary description \
          startsAt endsAt decidedAt evidence labels runbook rollout policyVersion revision \
          inhibitedBy
          Annotation | id type service kind group cohort at until title version author reason \
          keyId signature
          Audit | subject subjectId verdict publishedAt topic partition offset author reason \
          refusal annotation
          """)
  void a_record_has_the_fields_of_the_contract(String record, String names) {
    assertThat(names(record)).containsExactlyInAnyOrder(names.split(" "));
  }

  @Test
  void what_several_share_is_declared_in_one_file() throws IOException {
    for (Path shared : SchemaFiles.shared()) {
      String declaration = "\"name\": \"%s\"".formatted(SchemaFiles.name(shared));
      for (Path file : SchemaFiles.current()) {
        assertThat(Files.readString(file).contains(declaration))
            .as("%s declares %s", file, shared)
            .isEqualTo(file.equals(shared));
      }
    }
  }

  private static List<String> names(String record) {
    return schema(record).getFields().stream().map(Schema.Field::name).toList();
  }

  private static Schema schema(String record) {
    return SchemaFiles.read(SchemaFiles.CURRENT.resolve(record + ".avsc"));
  }
}
