package io.dephasing.simulation;

import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Exponential backoff: before attempt a a client waits {@code baseMillis · 2^(a-1)}, of which the
 * share {@code jitterRatio} is drawn anew each time (0: none, 0.5: equal jitter, 1: full jitter;
 * Brooker 2015).
 *
 * @param baseMillis wait before the first retry, ms, at least 1
 * @param attempts retries before a client gives up, at least 1
 * @param jitterRatio 0 to 1
 * @param recoveryRatio share of the attempts that succeed, 0 to 1
 */
public record Backoff(long baseMillis, int attempts, double jitterRatio, double recoveryRatio) {
  /** An answer, error or not, takes at most this long. */
  private static final long ANSWER_MILLIS = 20;

  public Backoff {
    if (baseMillis < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "backoff base %d ms and attempts %d must be at least 1".formatted(baseMillis, attempts));
    }
    if (!isRatio(jitterRatio) || !isRatio(recoveryRatio)) {
      throw new IllegalArgumentException(
          "jitter ratio %s and recovery ratio %s must be 0 to 1"
              .formatted(jitterRatio, recoveryRatio));
    }
  }

  /** Clients that all wait equally long. */
  public static Backoff withoutJitter(long baseMillis, int attempts) {
    return new Backoff(baseMillis, attempts, 0, 0);
  }

  /** Clients that wait for a uniform time up to the backoff. */
  public static Backoff withFullJitter(long baseMillis, int attempts) {
    return new Backoff(baseMillis, attempts, 1, 0);
  }

  /** The retries of one client whose request failed. */
  void play(int member, long failedAtMillis, SplittableRandom random, Consumer<Action> actions) {
    long time = failedAtMillis;
    for (int attempt = 1; attempt <= attempts; attempt++) {
      long planned = baseMillis << (attempt - 1);
      long fixed = Math.round(planned * (1 - jitterRatio));
      long drawn = fixed == planned ? 0 : random.nextLong(planned - fixed);
      time += fixed + drawn + random.nextLong(ANSWER_MILLIS);
      actions.accept(new Action(member, time, details(attempt, planned)));
      if (random.nextDouble() < recoveryRatio) {
        return;
      }
    }
  }

  /** All members fail once within the stretch, and each retries. */
  Rhythm afterFailure() {
    return (stretch, members, random, actions) ->
        Rhythm.once()
            .play(
                stretch,
                members,
                random.split(),
                failure -> play(failure.member(), failure.timeMillis(), random, actions));
  }

  private static Details details(int attempt, long backoffMillis) {
    return new Details(Schedule.NONE, Run.NONE, new Attempt(attempt, backoffMillis), Tags.NONE);
  }

  private static boolean isRatio(double value) {
    return value >= 0 && value <= 1;
  }
}
