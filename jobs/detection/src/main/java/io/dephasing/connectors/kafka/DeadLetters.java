package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.connectors.kafka.DeadLetter.HeaderBytes;
import io.dephasing.core.event.PlainText;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Dead letters as records of their topic: key, value and headers as they came, and headers that say
 * why and whence, in UTF-8.
 */
public final class DeadLetters {
  /** What is wrong, for people. */
  public static final String REASON = "dephasing.error.reason";

  /** Kind of the refusal. */
  public static final String EXCEPTION = "dephasing.error.exception";

  /** Topic that the record was read from. */
  public static final String TOPIC = "dephasing.error.topic";

  /** Partition of that topic. */
  public static final String PARTITION = "dephasing.error.partition";

  /** Offset within that partition. */
  public static final String OFFSET = "dephasing.error.offset";

  /** Time of the record there, ms since the epoch. */
  public static final String TIMESTAMP = "dephasing.error.timestamp";

  /** What is left of a record that was too large to be written whole. */
  public static final String CUT = "dephasing.error.cut";

  /** More would be no reason for people; it must fit whatever a topic takes. */
  private static final int LONGEST_REASON = 500;

  private DeadLetters() {}

  static ProducerRecord<byte[], byte[]> record(String topic, DeadLetter letter) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, letter.content().key(), letter.content().value());
    Headers headers = record.headers();
    for (HeaderBytes header : letter.content().headers()) {
      headers.add(header.name(), header.value());
    }
    add(headers, REASON, PlainText.shortened(letter.cause().reason(), LONGEST_REASON));
    add(headers, EXCEPTION, letter.cause().exception());
    add(headers, TOPIC, letter.place().topic());
    add(headers, PARTITION, String.valueOf(letter.place().partition()));
    add(headers, OFFSET, String.valueOf(letter.place().offset()));
    add(headers, TIMESTAMP, String.valueOf(letter.place().timestampMillis()));
    return record;
  }

  static void markCut(Headers headers, String note) {
    add(headers, CUT, note);
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(UTF_8));
  }
}
