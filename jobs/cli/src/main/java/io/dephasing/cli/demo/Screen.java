package io.dephasing.cli.demo;

import io.dephasing.cli.terminal.Sparkline;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Help.Ansi;

/** How the demo's account reads. Pure: figures in, lines out. */
final class Screen {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Rows of the panel: more groups than this herd unseen. */
  private static final int MOST_SPARKLINES = 4;

  private static final int NAME_COLUMNS = 24;
  private static final int RULE_COLUMNS = 78;
  private static final int CELLS = 40;
  private static final int CELL_SECONDS = 15;

  private final Script script;
  private final List<GroupKey> herding;
  private final Ansi ansi;
  private final Sparkline sparkline;

  /**
   * A screen.
   *
   * @param script for the time
   * @param herding groups that herd
   * @param ansi whether there are colours
   * @param sparkline how counts are drawn
   */
  Screen(Script script, List<GroupKey> herding, Ansi ansi, Sparkline sparkline) {
    this.script = script;
    this.herding = List.copyOf(herding);
    this.ansi = ansi;
    this.sparkline = sparkline;
  }

  /** What is going to happen, and where Kafka is for whoever wants to look. */
  List<String> welcome(String bootstrapServers, double afterSeconds) {
    List<String> lines = new ArrayList<>();
    lines.add(coloured("Kafka is at %s after %.1f s", bootstrapServers, afterSeconds));
    lines.add(
        coloured(
            "%d cron jobs start at any time, then together every 5 minutes, then dephased;"
                + " %sx the clock, in UTC",
            herding.size(), number(script.speed())));
    if (!script.isLongEnough()) {
      lines.add(
          coloured(
              "@|yellow too short for an alert to resolve|@: at this speed --duration %ds would do",
              script.shortestMillis() / 1000 + 1));
    }
    return lines;
  }

  /** The first SLI that came, and when after the start. */
  String firstSli(Sli sli, double afterSeconds) {
    return coloured(
        "@|bold first SLI|@ after %.1f s: %s from %s to %s, %.0f events",
        afterSeconds,
        sli.getGroupKey(),
        time(sli.getWindowStart()),
        time(sli.getWindowEnd()),
        sli.getMeasures().getOrDefault("events", 0.0));
  }

  /** An alert that fires or resolves, with its evidence. */
  String transition(Figures.Transition transition) {
    Alert alert = transition.alert();
    boolean isFiring = alert.getState() == AlertState.FIRING;
    boolean isPage = alert.getSeverity() == Severity.PAGE;
    return coloured(
        "%s @|%s %-8s|@ %-6s %-11s %s",
        time(alert.getDecidedAt()),
        !isFiring ? "green" : isPage ? "bold,red" : "yellow",
        transition.isNews() ? alert.getState().name() : "RAISED",
        alert.getSeverity().name().toLowerCase(Locale.ROOT),
        alert.getRule(),
        isFiring ? evidence(transition) : past(alert));
  }

  private static String evidence(Figures.Transition transition) {
    Alert alert = transition.alert();
    StringBuilder line = new StringBuilder(alert.getSummary());
    line.append(" (");
    condition(alert, "herd_ratio")
        .ifPresent(ratio -> line.append(say("%.0f %% of all, ", 100 * ratio.getValue())));
    condition(alert, "herd_size")
        .ifPresent(size -> line.append(say("%.0f would do, ", size.getThreshold())));
    line.append("at ").append(time(alert.getStartsAt()));
    transition
        .latencyMillis()
        .ifPresent(millis -> line.append(say(", out in %.1f s", millis / 1e3)));
    line.append(')');
    return line.toString();
  }

  private static String past(Alert alert) {
    Instant end = alert.getEndsAt();
    return say(
        "%s/%s, from %s to %s",
        alert.getGroup().getService(),
        alert.getGroup().getName(),
        time(alert.getStartsAt()),
        end == null ? "?" : time(end));
  }

  private static Optional<Condition> condition(Alert alert, String name) {
    return alert.getEvidence().getConditions().stream()
        .filter(condition -> condition.getName().equals(name))
        .findFirst();
  }

  /** One line that says how it stands. */
  String status(Figures account, long wallMillis) {
    return coloured(
        "%s  events %,d, %,.0f/s  SLIs %,d, %,.0f/s  groups %,d  alerts %s, %,d resolved",
        time(script.simulatedMillis(wallMillis)),
        account.published(),
        account.eventsPerSecond(),
        account.slis(),
        account.slisPerSecond(),
        account.groups(),
        firing(account),
        account.resolved());
  }

  /** What is drawn in place: how it stands, where events went, and what the herding groups do. */
  List<String> panel(Figures account, FleetStory story, long wallMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(coloured("@|faint %s|@", "-".repeat(RULE_COLUMNS)));
    lines.add(status(account, wallMillis));
    lines.add(tally(account));
    lines.add(
        coloured(
            "@|bold %s|@; the fleet's time is now in %d s",
            story.chapter(script.simulatedMillis(wallMillis)),
            Math.max(0, (script.endMillis() - wallMillis) / 1000)));
    for (GroupKey group : herding.subList(0, Math.min(MOST_SPARKLINES, herding.size()))) {
      int[] peaks = account.minutes().newest(group.canonical(), CELLS, CELL_SECONDS);
      lines.add(
          coloured(
              "%-24s @|cyan %s|@ %,d/s",
              clip(group.service() + "/" + group.name()), sparkline.of(peaks), largest(peaks)));
    }
    return lines;
  }

  /** The end: before against after, alerts and how soon they came, where all events went. */
  List<String> farewell(Figures account, FleetStory story, OptionalDouble firstSliSeconds) {
    return List.of(
        comparison(account.minutes(), story),
        latency(account),
        tally(account),
        firstSliSeconds.isPresent()
            ? coloured("@|bold first SLI:|@ %.1f s after the start", firstSliSeconds.getAsDouble())
            : coloured("@|bold first SLI:|@ none came"));
  }

  private String comparison(HerdMinutes minutes, FleetStory story) {
    HerdMinutes.Picture before =
        minutes.picture(story.herdsFromMillis(), story.dephasedFromMillis());
    HerdMinutes.Picture after = minutes.picture(story.dephasedFromMillis(), FleetStory.UNDECIDED);
    if (before.cycles() == 0 || after.cycles() == 0) {
      return coloured("@|bold before -> after:|@ the demo was too short for a cycle of each");
    }
    return coloured(
        "@|bold before -> after:|@ peak %.0f -> %.0f per second (%+.0f %%), dispersion index"
            + " %.1f -> %.1f, synchronization index %.2f -> %.2f"
            + " (cron jobs: %d; the fullest minute of each cycle)",
        before.peakPerSecond(),
        after.peakPerSecond(),
        100 * (after.peakPerSecond() / before.peakPerSecond() - 1),
        before.dispersionIndex(),
        after.dispersionIndex(),
        before.synchronizationIndex(),
        after.synchronizationIndex(),
        herding.size());
  }

  private String latency(Figures account) {
    Latencies latencies = account.latencies();
    String fired =
        coloured("@|bold alerts:|@ %,d fired, %,d resolved; ", account.fired(), account.resolved());
    if (latencies.count() == 0) {
      return fired + "latency: no herd came while detection was up";
    }
    return fired
        + say(
            "latency p50 %.1f s, p99 %.1f s of the fleet's time (herds: %d; from decidedAt to the topic)",
            latencies.quantileMillis(0.5).orElse(0) / 1e3,
            latencies.quantileMillis(0.99).orElse(0) / 1e3,
            latencies.count());
  }

  private String tally(Figures account) {
    EventTally tally = account.tally();
    return coloured(
        "@|bold events:|@ in %,d = counted %,d + duplicate %,d + late %,d + dead letter %,d%s",
        tally.in(),
        tally.counted(),
        tally.duplicate(),
        tally.late(),
        tally.deadLetters(),
        tally.isBalanced() ? "" : say(" + on their way %,d", tally.onTheirWay()));
  }

  private static String firing(Figures account) {
    String firing = say("%,d firing", account.firing());
    return account.firing() > 0 ? "@|bold,red " + firing + "|@" : firing;
  }

  private static String time(Instant instant) {
    return CLOCK.format(instant);
  }

  private static String time(long millis) {
    return time(Instant.ofEpochMilli(millis));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? say("%.0f", value) : say("%s", value);
  }

  private static String clip(String text) {
    return text.length() <= NAME_COLUMNS ? text : text.substring(0, NAME_COLUMNS - 1) + "~";
  }

  private static int largest(int[] counts) {
    int largest = 0;
    for (int each : counts) {
      largest = Math.max(largest, each);
    }
    return largest;
  }

  private String coloured(String format, Object... arguments) {
    return ansi.string(say(format, arguments));
  }

  /** The same on every machine, wherever it stands. */
  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
