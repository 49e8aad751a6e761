package io.dephasing.connectors.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The largest age that an event may have: {@code time.max-age} where it is set, else the retention
 * of its topic, but no less than one hour and no more than 7 days. Serializable, because task
 * managers need it.
 */
final class EventAge implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Duration LEAST = Duration.ofHours(1);
  private static final Duration MOST = Duration.ofDays(7);

  private final String topic;
  private final @Nullable Duration given;

  EventAge(String topic, Optional<Duration> given) {
    this.topic = topic;
    this.given = given.orElse(null);
  }

  /** In ms; where the topic is asked, with a consumer's settings. */
  long millis(Properties consumer) {
    if (given != null) {
      return given.toMillis();
    }
    OptionalLong kept =
        new TopicSetting(topic, TopicConfig.RETENTION_MS_CONFIG)
            .ask(consumer, "time.max-age is " + MOST.toDays() + " d");
    return kept.isEmpty() ? MOST.toMillis() : bounded(kept.getAsLong());
  }

  /** A topic that keeps its records for ever says a negative number. */
  static long bounded(long keptMillis) {
    return keptMillis < 0
        ? MOST.toMillis()
        : Math.min(MOST.toMillis(), Math.max(LEAST.toMillis(), keptMillis));
  }
}
