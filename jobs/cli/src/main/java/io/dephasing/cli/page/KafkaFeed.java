package io.dephasing.cli.page;

import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.EventDecoder;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.SliRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka for the model in a thread of its own, as any consumer would, and with a budget: at
 * most so many events a second, the rest is left out. What it cannot read never ends it, and it
 * never ends anything else.
 */
final class KafkaFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);

  /** Of each partition, when it begins: a day of 10 groups, an hour of 300. */
  private static final long LAST_RECORDS = 20_000;

  /** Of each partition, when it begins or has fallen behind. */
  private static final long LAST_EVENTS = 30_000;

  /** At most this many events are decoded in a round of {@link #ROUND}. */
  private static final int EVENTS_IN_ROUND = 4_000;

  private static final Duration ROUND = Duration.ofMillis(200);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Properties clients;
  private final Topics topics;
  private final EventSources.Reading reading;
  private final PageModel model;
  private final Map<String, EventDecoder> decoders = new HashMap<>();
  private final Thread thread = new Thread(this::run, "page-feed");
  private volatile boolean isClosed;

  /**
   * Begins to read.
   *
   * @param clients what every Kafka client is told
   * @param topics names of the topics, which exist
   * @param reading what the events are
   * @param model is told
   */
  KafkaFeed(Properties clients, Topics topics, EventSources.Reading reading, PageModel model) {
    this.clients = clients;
    this.topics = topics;
    this.reading = reading;
    this.model = model;
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes what there still is, and ends. */
  @Override
  public void close() {
    isClosed = true;
    try {
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void run() {
    EventKind.all().forEach(kind -> decoders.put(topics.events(kind), reading.decoder(kind)));
    while (!isClosed) {
      try (TailReader records = records();
          TailReader events = events()) {
        follow(records, events);
      } catch (InterruptException e) {
        LOG.debug("the page's reader was stopped");
      } catch (KafkaException e) {
        LOG.atWarn().setCause(e).log("the page cannot read from Kafka, and tries again");
        model.source(PageModel.Source.LOST);
        pause(RETRY);
      }
    }
  }

  private TailReader records() {
    List<String> names =
        List.of(
            topics.of(TopicRole.SLIS),
            topics.of(TopicRole.ALERTS),
            topics.of(TopicRole.RECOMMENDATIONS));
    return new TailReader(clients, names, LAST_RECORDS, Integer.MAX_VALUE);
  }

  private TailReader events() {
    List<String> names = EventKind.all().stream().map(topics::events).toList();
    return new TailReader(clients, names, LAST_EVENTS, EVENTS_IN_ROUND);
  }

  private void follow(TailReader records, TailReader events) {
    while (!isClosed) {
      boolean isAnswered = records.read(Duration.ZERO, this::take);
      events.read(ROUND, this::takeEvent);
      model.skip(events.catchUp());
      model.source(isAnswered ? PageModel.Source.OPEN : PageModel.Source.LOST);
    }
    var unused = records.read(ROUND, this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(topics.of(TopicRole.SLIS))) {
        model.add(SliRecords.read(record.value()));
      } else if (record.topic().equals(topics.of(TopicRole.RECOMMENDATIONS))) {
        model.add(RecommendationRecords.read(record.value()));
      } else {
        model.add(AlertRecords.read(record.value()));
      }
    } catch (IllegalArgumentException e) {
      model.passOver();
      LOG.atDebug().setCause(e).log("a record that the page does not know");
    }
  }

  private void takeEvent(ConsumerRecord<byte[], byte[]> record) {
    EventDecoder decoder = decoders.get(record.topic());
    if (decoder != null
        && decoder.decode(record.value(), Absent.MILLIS) instanceof Decoded.Accepted accepted) {
      model.add(accepted.event());
    }
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      LOG.debug("no need to wait any more");
    }
  }
}
