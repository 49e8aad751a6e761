package io.dephasing.cli.job;

import io.dephasing.cli.failure.Failures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the console says of jobs that restart or cannot save their state: each restart on a line,
 * and when state was not saved, and when it is again.
 */
public final class HealthLines {
  /** A restart helps against what passes: not against what is the same so often. */
  static final int SAME_TO_BE_TOLD = 10;

  private final Supplier<Optional<String>> directoryFailure;
  private final Map<String, Seen> seen = new HashMap<>();

  /** What is remembered of one job. */
  private static final class Seen {
    private long failedMillis;
    private String message = "";
    private int sameInARow;
    private long failedCheckpoints;
    private long savedCheckpoints;
    private boolean isUnsaved;
  }

  /**
   * Nothing said yet.
   *
   * @param directoryFailure why state cannot be saved now; empty where the directory can be written
   */
  public HealthLines(Supplier<Optional<String>> directoryFailure) {
    this.directoryFailure = directoryFailure;
  }

  /** What is to be said of a job, a line each; mostly nothing. */
  public List<String> of(JobHealth health) {
    Seen before = seen.computeIfAbsent(health.name(), name -> new Seen());
    List<String> lines = new ArrayList<>();
    health.failure().ifPresent(failure -> addRestart(health.name(), failure, before, lines));
    addCheckpoints(health, before, lines);
    return lines;
  }

  private static void addRestart(
      String name, JobHealth.Failure failure, Seen before, List<String> lines) {
    if (failure.atMillis() == before.failedMillis) {
      return;
    }
    before.failedMillis = failure.atMillis();
    before.sameInARow = failure.message().equals(before.message) ? before.sameInARow + 1 : 1;
    before.message = failure.message();
    lines.add("%s restarts: %s".formatted(name, failure.message()));
    if (before.sameInARow % SAME_TO_BE_TOLD == 0) {
      lines.add(
          ("%s has failed %d times in a row like this and will not get over it by itself: mend what"
                  + " the line above says, else end it and look into the log (%s); its state is"
                  + " kept, docs/troubleshooting.md says how to go on")
              .formatted(name, before.sameInARow, Failures.logFile()));
    }
  }

  private void addCheckpoints(JobHealth health, Seen before, List<String> lines) {
    boolean hasFailed = health.failedCheckpoints() > before.failedCheckpoints;
    boolean hasSaved = health.savedCheckpoints() > before.savedCheckpoints;
    before.failedCheckpoints = health.failedCheckpoints();
    before.savedCheckpoints = health.savedCheckpoints();
    if (hasSaved && before.isUnsaved) {
      before.isUnsaved = false;
      lines.add("%s: state is saved again".formatted(health.name()));
    } else if (hasFailed && !before.isUnsaved) {
      before.isUnsaved = true;
      lines.add(
          "%s: state is not saved%s; it goes on, and tries again at each checkpoint"
              .formatted(health.name(), directoryFailure.get().map(why -> ": " + why).orElse("")));
    }
  }
}
