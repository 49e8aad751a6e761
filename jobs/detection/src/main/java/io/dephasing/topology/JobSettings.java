package io.dephasing.topology;

import io.dephasing.connectors.kafka.EventClock;
import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.formats.event.EventOrigin;
import org.apache.flink.configuration.Configuration;

/**
 * What a job is built with: checked.
 *
 * @param options values of {@link Options}
 * @param defaultPolicy YAML of the policy that holds before anyone writes one; blank for the
 *     defaults
 * @param run how the job runs
 */
public record JobSettings(Configuration options, String defaultPolicy, Run run) {
  /**
   * How a job runs: not for a file to say.
   *
   * @param clock what time it is for the events
   * @param origin who wrote the records
   * @param isBounded whether it ends with what is there when it begins
   */
  public record Run(EventClock clock, EventOrigin origin, boolean isBounded) {
    /** Producers are real, and time is now. */
    public static final Run LIVE = new Run(StandardClock.SYSTEM, EventOrigin.LIVE, false);

    /** A file of then; time is in the events alone. */
    public static final Run REPLAY = new Run(StandardClock.NONE, EventOrigin.REPLAY, true);
  }

  /** The same, run differently. */
  public JobSettings running(Run other) {
    return new JobSettings(options, defaultPolicy, other);
  }

  /** The same with another value of an option, checked. */
  public JobSettings with(Options option, String value) {
    Configuration changed = new Configuration(options);
    changed.setString(option.key(), value);
    return new OptionsLoader().check(new JobSettings(changed, defaultPolicy, run));
  }
}
