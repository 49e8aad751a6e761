package io.dephasing.export.prometheus;

import io.dephasing.export.http.Endpoint;
import io.dephasing.export.series.Sample;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Samples to Prometheus by remote write. One request at a time in each subtask, so that a series'
 * samples keep their order whatever is repeated; where Prometheus does not answer, the buffer fills
 * and what comes stays in Kafka.
 */
public final class PrometheusSink extends AsyncSinkBase<Sample, EncodedSample> {
  private static final long serialVersionUID = 1L;

  /** Of one sample: 20 labels of 128 characters and their exemplars are far below. */
  private static final long MOST_SAMPLE_BYTES = 64 * 1024;

  private static final long MOST_REQUEST_BYTES = 8 * 1024 * 1024;
  private static final int BUFFERED_REQUESTS = 10;

  /** Flink would send it a second time then: our own time-out comes first. */
  private static final long NEVER_MILLIS = Duration.ofHours(24).toMillis();

  private final Endpoint endpoint;
  private final ExternalLabels externalLabels;
  private final SampleTimes times;

  /**
   * How samples are put together.
   *
   * @param mostSamples of a request
   * @param patience how long the first sample of a request waits for others
   * @param outOfOrderWindow of Prometheus: older samples are not sent
   * @param externalLabels for every series
   */
  public record Batching(
      int mostSamples, Duration patience, Duration outOfOrderWindow, ExternalLabels externalLabels)
      implements Serializable {}

  /** Samples go there. */
  public PrometheusSink(Endpoint endpoint, Batching batching) {
    super(
        converter(batching.externalLabels()),
        batching.mostSamples(),
        1,
        batching.mostSamples() * BUFFERED_REQUESTS,
        MOST_REQUEST_BYTES,
        batching.patience().toMillis(),
        MOST_SAMPLE_BYTES,
        NEVER_MILLIS,
        false);
    this.endpoint = endpoint;
    this.externalLabels = batching.externalLabels();
    this.times = new SampleTimes(batching.outOfOrderWindow());
  }

  private static ElementConverter<Sample, EncodedSample> converter(ExternalLabels externalLabels) {
    return (sample, context) -> EncodedSample.of(externalLabels.on(sample));
  }

  @Override
  public StatefulSinkWriter<Sample, BufferedRequestState<EncodedSample>> createWriter(
      WriterInitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<Sample, BufferedRequestState<EncodedSample>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<EncodedSample>> recovered) {
    return new PrometheusWriter(
        getElementConverter(),
        context,
        PrometheusWriter.configuration(
            getMaxBatchSize(),
            getMaxBufferedRequests(),
            getMaxBatchSizeInBytes(),
            getMaxTimeInBufferMS(),
            getMaxRecordSizeInBytes(),
            getRequestTimeoutMS()),
        recovered,
        endpoint,
        externalLabels,
        times);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<EncodedSample>> getWriterStateSerializer() {
    return new BufferBytes();
  }

  /** What waits when a checkpoint is taken. */
  private static final class BufferBytes extends AsyncSinkWriterStateSerializer<EncodedSample> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    protected void serializeRequestToStream(EncodedSample sample, DataOutputStream out)
        throws IOException {
      out.writeLong(sample.timeMillis());
      out.write(sample.bytes());
    }

    @Override
    protected EncodedSample deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      long timeMillis = in.readLong();
      byte[] bytes = new byte[Math.toIntExact(size)];
      in.readFully(bytes);
      return new EncodedSample(bytes, timeMillis);
    }
  }
}
