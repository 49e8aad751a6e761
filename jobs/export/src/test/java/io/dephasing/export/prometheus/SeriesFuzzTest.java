package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.fuzz.Mutations;
import io.dephasing.formats.fuzz.Seeds;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.SliRecords;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be read can be written to Prometheus and to files, or is refused as what it is. */
@Tag("fuzz")
class SeriesFuzzTest {
  @Test
  void slis() {
    forEach(
        Seeds.slis(),
        record -> {
          var sli = SliRecords.read(record);
          var unused = AvroJson.line(sli);
          SliSeries.of(sli).series().all().forEach(EncodedSample::of);
        });
  }

  @Test
  void alerts() {
    forEach(
        Seeds.alerts(),
        record -> {
          var alert = AlertRecords.read(record);
          var unused = AvroJson.line(alert);
          Exportables.change(alert);
        });
  }

  @Test
  void recommendations() {
    forEach(
        Seeds.recommendations(),
        record -> {
          var recommendation = RecommendationRecords.read(record);
          var unused = AvroJson.line(recommendation);
          Exportables.advice(recommendation);
        });
  }

  @Test
  void the_audit() {
    forEach(
        Seeds.audit(),
        record -> {
          var audit = AuditRecords.read(record);
          var unused = AvroJson.line(audit);
          AuditMarks.of(audit);
        });
  }

  private static void forEach(List<byte[]> seeds, Consumer<byte[]> reader) {
    AtomicInteger read = new AtomicInteger();
    Mutations.of(
        seeds,
        record -> {
          try {
            reader.accept(record);
            read.incrementAndGet();
          } catch (IllegalArgumentException e) {
            // Refused, which is what this is about.
          }
        });
    assertThat(read)
        .as("records that could be read, so that a writer was tried")
        .hasPositiveValue();
  }
}
