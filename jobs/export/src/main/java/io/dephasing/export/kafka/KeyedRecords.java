package io.dephasing.export.kafka;

import io.dephasing.connectors.kafka.LogBudget;
import io.dephasing.core.event.GroupKey;
import io.dephasing.export.prometheus.AuditMarks;
import io.dephasing.export.prometheus.Exportables;
import io.dephasing.export.prometheus.SliSeries;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Sli;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the job's own topics for the export. Each record becomes a pair of the key by which the
 * stream is partitioned, mostly the group's, and the record's bytes behind one byte that tells its
 * topic. A record that cannot be read becomes the key {@link #UNREADABLE} without bytes: it is
 * counted and never read again.
 */
public final class KeyedRecords
    implements KafkaRecordDeserializationSchema<Tuple2<String, byte[]>> {
  /** No group has this key. */
  public static final String UNREADABLE = "";

  /** Key of what is not drawn. */
  private static final String NO_LINE = "none";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KeyedRecords.class);
  private static final byte[] NOTHING = {};

  private final Keying keying;
  private final LogBudget log = new LogBudget();

  /** What a record is of, and under which key it is met. */
  public enum Keying {
    /** SLIs by group. */
    SLI_BY_GROUP('s', KeyedRecords::groupOfSli),
    /** Alerts by group. */
    ALERT_BY_GROUP('a', KeyedRecords::groupOfAlert),
    /** Alerts by fingerprint. */
    ALERT_BY_FINGERPRINT('a', KeyedRecords::fingerprint),
    /** Recommendations by group. */
    RECOMMENDATION_BY_GROUP('r', KeyedRecords::groupOfRecommendation),
    /** The audit by the line that its annotations are drawn on. */
    AUDIT_BY_LINE('u', KeyedRecords::lineOfAudit);

    private final byte mark;
    private final Key key;

    Keying(char mark, Key key) {
      this.mark = (byte) mark;
      this.key = key;
    }

    /** The byte before the record. */
    public byte mark() {
      return mark;
    }

    private interface Key {
      String of(byte[] bytes);
    }
  }

  KeyedRecords(Keying keying) {
    this.keying = keying;
  }

  /** The record without the byte before it. */
  public static byte[] record(byte[] marked) {
    return Arrays.copyOfRange(marked, 1, marked.length);
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Tuple2<String, byte[]>> out) {
    out.collect(keyed(record));
  }

  Tuple2<String, byte[]> keyed(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return unreadable(record, "it has no value");
    }
    String key;
    try {
      key = keying.key.of(value);
    } catch (RuntimeException e) {
      // Whatever it is: thrown here or by an operator, the job would meet it again after each
      // start.
      return unreadable(record, String.valueOf(e.getMessage()));
    }
    byte[] marked = new byte[value.length + 1];
    marked[0] = keying.mark;
    System.arraycopy(value, 0, marked, 1, value.length);
    return Tuple2.of(key, marked);
  }

  // Each reads all that the operators will read: what they cannot read must not reach them.

  private static String groupOfSli(byte[] bytes) {
    Sli sli = SliRecords.read(bytes);
    return canonical(sli.getGroupKey(), SliSeries.of(sli).group());
  }

  private static String groupOfAlert(byte[] bytes) {
    Alert alert = AlertRecords.read(bytes);
    return canonical(alert.getGroupKey(), Exportables.change(alert).group());
  }

  private static String fingerprint(byte[] bytes) {
    Alert alert = AlertRecords.read(bytes);
    canonical(alert.getGroupKey(), Exportables.change(alert).group());
    if (alert.getFingerprint().isEmpty()) {
      throw new IllegalArgumentException("its fingerprint is empty");
    }
    return alert.getFingerprint();
  }

  private static String groupOfRecommendation(byte[] bytes) {
    Recommendation recommendation = RecommendationRecords.read(bytes);
    return canonical(recommendation.getGroupKey(), Exportables.advice(recommendation).group());
  }

  private static String lineOfAudit(byte[] bytes) {
    return AuditMarks.of(AuditRecords.read(bytes)).map(mark -> mark.line().key()).orElse(NO_LINE);
  }

  /** The key, which an operator has without the record when a timer fires. */
  private static String canonical(String key, GroupKey group) {
    if (!key.equals(group.canonical())) {
      throw new IllegalArgumentException(
          "its group key is '%s', its group %s".formatted(key, group.canonical()));
    }
    return key;
  }

  private Tuple2<String, byte[]> unreadable(ConsumerRecord<byte[], byte[]> record, String why) {
    log.happened(System.currentTimeMillis())
        .ifPresent(
            count ->
                LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("why", why)
                    .addKeyValue("sinceLastLine", count)
                    .log("records cannot be read; they are left out; this is the last of them"));
    return Tuple2.of(UNREADABLE, NOTHING);
  }

  @Override
  public TypeInformation<Tuple2<String, byte[]>> getProducedType() {
    return Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
