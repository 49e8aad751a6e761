package io.dephasing.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.formats.annotation.AnnotationReader;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes annotations one by one: each is in the broker's log when a call returns. */
public final class AnnotationPublisher implements AutoCloseable {
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private long lines;

  private AnnotationPublisher(Properties clients, String topic) {
    Properties properties = new Properties();
    properties.setProperty(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE_MILLIS));
    properties.setProperty(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(PATIENCE_MILLIS / 2));
    properties.putAll(clients);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  /**
   * A publisher to a Kafka that answers and has the topic.
   *
   * @throws JobFailedException where it does not answer
   * @throws InvalidInputException where it lacks the topic
   */
  public static AnnotationPublisher open(JobSettings settings)
      throws JobFailedException, InvalidInputException, InterruptedException {
    KafkaEndpoints endpoints = new KafkaEndpoints(settings);
    String topic = endpoints.topics().of(TopicRole.ANNOTATIONS);
    try (KafkaDoor door = new KafkaDoor(endpoints)) {
      door.clusterId();
      door.require(List.of(topic));
    }
    return new AnnotationPublisher(endpoints.clients(), topic);
  }

  /** A publisher to a Kafka of this process, which has the topic. */
  public static AnnotationPublisher to(Properties clients, Topics topics) {
    return new AnnotationPublisher(clients, topics.of(TopicRole.ANNOTATIONS));
  }

  public void publish(ScopedAnnotation annotation) {
    send(null, annotation.id(), AnnotationRecords.bytes(annotation));
  }

  /** Publishes a line of a file as it is, as if it had been told when it happened. */
  public void publish(byte[] line) {
    lines++;
    AnnotationReader.Glance glance = AnnotationReader.glance(line);
    String id = glance.id().isEmpty() ? "line-" + lines : glance.id();
    send(glance.atMillis(), id, line);
  }

  public void withdraw(String id) {
    send(null, id, null);
  }

  private void send(@Nullable Long timeMillis, String id, byte @Nullable [] value) {
    try {
      producer.send(new ProducerRecord<>(topic, null, timeMillis, id.getBytes(UTF_8), value)).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(
          "the annotation was not published: " + JobFailedException.rootMessage(e), e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
