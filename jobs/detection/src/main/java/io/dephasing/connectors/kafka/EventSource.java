package io.dephasing.connectors.kafka;

import java.io.IOException;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.reader.KafkaRecordEmitter;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Flink's Kafka source with two parts of its own. Watermarks, one for each partition: Flink's
 * generators do not know which partition is theirs before its first record, and a quiet partition
 * may never have one. And a reader that decodes in the fetcher's thread. What is stored in
 * checkpoints is the Kafka source's.
 */
final class EventSource
    implements Source<SourceBatch, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<SourceBatch> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<SourceBatch> kafka;
  private final QuietRule rule;
  private final RecordDecoder.Making decoding;
  private final EventAge age;
  private final Properties consumer;

  /**
   * A source.
   *
   * @param kafka finds the partitions, and says what is stored of them
   * @param rule when partitions count as quiet
   * @param decoding what records are
   * @param age how old events may be
   * @param consumer Kafka's settings, complete: nothing is added to them
   */
  EventSource(
      KafkaSource<SourceBatch> kafka,
      QuietRule rule,
      RecordDecoder.Making decoding,
      EventAge age,
      Properties consumer) {
    this.kafka = kafka;
    this.rule = rule;
    this.decoding = decoding;
    this.age = age;
    this.consumer = consumer;
  }

  @Override
  public SourceReader<SourceBatch, KafkaPartitionSplit> createReader(SourceReaderContext context) {
    EndOffsets ends =
        new KafkaEndOffsets(consumer, "dephasing-end-offsets-" + context.getIndexOfSubtask());
    return new EventSourceReader(kafkaReader(context), rule, ends);
  }

  /** As the Kafka source makes its own, but for who reads the partitions. */
  private KafkaSourceReader<SourceBatch> kafkaReader(SourceReaderContext context) {
    PartitionOffsets metrics = new PartitionOffsets(context.metricGroup());
    var queue =
        new FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>>();
    RecordDecoder.Making dated = decoding.within(age.millis(consumer));
    KafkaSourceFetcherManager fetchers =
        new KafkaSourceFetcherManager(
            queue,
            () -> new DecodingSplitReader(consumer, context, metrics, dated.decoder()),
            finished -> {});
    Configuration configuration = new Configuration();
    consumer
        .stringPropertyNames()
        .forEach(n -> configuration.setString(n, consumer.getProperty(n)));
    return new KafkaSourceReader<>(
        queue,
        fetchers,
        new KafkaRecordEmitter<>(new UnpackBatches()),
        configuration,
        context,
        metrics);
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return kafka.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<SourceBatch> getProducedType() {
    return kafka.getProducedType();
  }
}
