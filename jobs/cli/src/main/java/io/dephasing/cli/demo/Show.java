package io.dephasing.cli.demo;

import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.cli.terminal.Terminal;
import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.schemas.Sli;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Reads back what the job publishes and shows it until the script is played. */
final class Show implements AutoCloseable {
  private static final long PANEL_MILLIS = 250;
  private static final long STATUS_MILLIS = 5_000;

  /** After the script's end: for the last events to be counted and the last alert to resolve. */
  private static final long GRACE_MILLIS = 5_000;

  private final Play play;
  private final Figures account;
  private final Screen screen;
  private final Terminal terminal;
  private final long bornMillis;
  private final Runnable atFirstSli;
  private long drawnMillis;

  /**
   * A show of a play that has begun.
   *
   * @param bornMillis when the process began: the first SLI is counted from there; ms since the
   *     epoch
   * @param atFirstSli what can wait until then
   */
  Show(
      Play play,
      Figures account,
      Screen screen,
      Terminal terminal,
      long bornMillis,
      Runnable atFirstSli) {
    this.play = play;
    this.account = account;
    this.screen = screen;
    this.terminal = terminal;
    this.bornMillis = bornMillis;
    this.atFirstSli = atFirstSli;
  }

  /** Says what is going to happen. */
  void welcome(String bootstrapServers) {
    double seconds = (System.currentTimeMillis() - bornMillis) / 1e3;
    screen.welcome(bootstrapServers, seconds).forEach(terminal::line);
  }

  /** The fleet's time. */
  ScaledClock clock() {
    return play.script().clock();
  }

  /**
   * Shows what comes until the script is played, or until it is stopped.
   *
   * @param reader of what the job publishes
   * @throws JobFailedException where the job or the fleet ends before
   */
  void watch(OutputReader reader, LocalJob job, BooleanSupplier isStopped)
      throws JobFailedException, InterruptedException {
    FleetPlayer player = play.player();
    while (!isStopped.getAsBoolean() && !isOver(System.currentTimeMillis())) {
      reader.read(
          sli -> show(sli, System.currentTimeMillis()),
          (alert, appendedMillis) ->
              terminal.line(screen.transition(account.add(alert, appendedMillis))));
      long now = System.currentTimeMillis();
      account.read(player.published(), EventTally.of(job.counters()), now);
      if (account.isDetectionUp()) {
        player.detectionIsUp();
      }
      draw(player.story(), now);
      play.check();
      if (job.awaitEnd(Duration.ZERO) && !isStopped.getAsBoolean()) {
        throw new JobFailedException("the job ended before the demo did", null);
      }
    }
  }

  /** Says how it was. */
  void farewell() {
    terminal.panel(List.of());
    screen.farewell(account, play.player().story(), firstSliSeconds()).forEach(terminal::line);
  }

  /** Stops the fleet. */
  @Override
  public void close() {
    play.close();
  }

  private boolean isOver(long nowMillis) {
    return nowMillis >= play.script().endMillis() + GRACE_MILLIS
        || (nowMillis >= play.script().endMillis() && account.isSettled());
  }

  private void show(Sli sli, long nowMillis) {
    boolean isFirst = account.firstSliMillis().isEmpty();
    account.add(sli, nowMillis);
    if (isFirst) {
      terminal.line(screen.firstSli(sli, (nowMillis - bornMillis) / 1e3));
      atFirstSli.run();
    }
  }

  private void draw(FleetStory story, long nowMillis) {
    long pause = terminal.isInPlace() ? PANEL_MILLIS : STATUS_MILLIS;
    if (nowMillis < drawnMillis + pause) {
      return;
    }
    drawnMillis = nowMillis;
    if (terminal.isInPlace()) {
      terminal.panel(screen.panel(account, story, nowMillis));
    } else {
      terminal.line(screen.status(account, nowMillis));
    }
  }

  private OptionalDouble firstSliSeconds() {
    OptionalLong first = account.firstSliMillis();
    return first.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((first.getAsLong() - bornMillis) / 1e3);
  }
}
