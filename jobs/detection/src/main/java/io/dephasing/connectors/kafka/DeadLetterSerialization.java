package io.dephasing.connectors.kafka;

import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Dead letters as records of their topic, which are never larger than it takes. */
final class DeadLetterSerialization implements KafkaRecordSerializationSchema<DeadLetter> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Properties producer;
  private int largestBytes;
  private transient @Nullable Counter cut;

  /**
   * For a topic.
   *
   * @param producer settings of the one that writes
   */
  DeadLetterSerialization(String topic, Properties producer) {
    this.topic = topic;
    this.producer = producer;
    this.largestBytes = LargestRecord.producerBytes(producer);
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    largestBytes = LargestRecord.bytes(producer, topic);
    cut = SinkCounter.DEAD_LETTERS_CUT.register(context.getMetricGroup(), topic);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, @Nullable Long timestamp) {
    return record(letter);
  }

  ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    ProducerRecord<byte[], byte[]> whole = DeadLetters.record(topic, letter);
    if (LargestRecord.size(whole) <= largestBytes) {
      return whole;
    }
    cut().inc();
    return CutLetters.record(topic, letter, largestBytes);
  }

  private Counter cut() {
    Counter counter = cut;
    if (counter == null) {
      counter = new SimpleCounter();
      cut = counter;
    }
    return counter;
  }
}
