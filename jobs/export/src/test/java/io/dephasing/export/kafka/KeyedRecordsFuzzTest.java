package io.dephasing.export.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.kafka.KeyedRecords.Keying;
import io.dephasing.formats.fuzz.Mutations;
import io.dephasing.formats.fuzz.Seeds;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is on our own topics has a key or is counted as unreadable. */
@Tag("fuzz")
class KeyedRecordsFuzzTest {
  @ParameterizedTest
  @EnumSource(Keying.class)
  void records_of_the_export_job(Keying keying) {
    KeyedRecords reader = new KeyedRecords(keying);
    AtomicInteger known = new AtomicInteger();
    Mutations.of(
        switch (keying) {
          case SLI_BY_GROUP -> Seeds.slis();
          case ALERT_BY_GROUP, ALERT_BY_FINGERPRINT -> Seeds.alerts();
          case RECOMMENDATION_BY_GROUP -> Seeds.recommendations();
          case AUDIT_BY_LINE -> Seeds.audit();
        },
        record -> {
          Tuple2<String, byte[]> keyed =
              reader.keyed(new ConsumerRecord<>("t", 0, 7, record, record));
          assertThat(keyed.f0).isNotNull();
          assertThat(keyed.f1).isNotNull();
          known.addAndGet(keyed.f1.length == record.length + 1 ? 1 : 0);
        });
    assertThat(known).as("records with a key").hasPositiveValue();
  }
}
