package io.dephasing.cli.page;

import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The live page: opened first, then told what to follow. */
public final class LivePage implements AutoCloseable {
  /** What a browser may take to read an update. */
  private static final long PATIENCE_MILLIS = 5_000;

  private final AtomicReference<Script> script = new AtomicReference<>(Script.REAL);
  private final PageModel model;
  private final PageServer server;
  private @Nullable KafkaFeed feed;

  /**
   * What is known of the time and the story beside what is in Kafka.
   *
   * @param clock the events' time, ms since the epoch
   * @param speed seconds of the events in a second on the wall
   * @param chapters of the story as far as it is known
   */
  public record Script(LongSupplier clock, double speed, Supplier<Chapters> chapters) {
    /** Real events, now. */
    public static final Script REAL = new Script(System::currentTimeMillis, 1, () -> Chapters.NONE);
  }

  private LivePage(String name, int port) throws IOException {
    model = new PageModel(new PageModel.Setting(name, script::get));
    server = new PageServer(port, model, PATIENCE_MILLIS);
  }

  /**
   * Serves the page, which waits for data.
   *
   * @param name of what is shown
   * @param port of localhost; 0 for a free one
   * @throws IOException where the port is taken
   */
  public static LivePage open(String name, int port) throws IOException {
    return new LivePage(name, port);
  }

  /** Where it is. */
  public URI address() {
    return server.address();
  }

  /** Says what is known of time and story. */
  public void play(Script known) {
    script.set(known);
  }

  /**
   * Begins to read.
   *
   * @param clients what every Kafka client is told
   * @param topics names of the topics, which exist
   * @param reading what the events are
   */
  public synchronized void follow(Properties clients, Topics topics, EventSources.Reading reading) {
    if (feed == null) {
      feed = new KafkaFeed(clients, topics, reading, model);
    }
  }

  /** Ends: browsers are told so, and keep what they have. */
  @Override
  public synchronized void close() {
    if (feed != null) {
      feed.close();
    }
    server.close();
  }
}
