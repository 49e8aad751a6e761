package io.dephasing.cli.page;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What there is to say about a group now, to someone who has never heard of dephasing.
 *
 * @param state what the page is coloured by
 * @param title one line
 * @param text what it means, two lines
 */
record Headline(State state, String title, String text) {
  private static final String REASON =
      "They all follow the same clock, so whatever they call has to serve all of them at once, and"
          + " then idles. Giving each its own offset (dephasing) does the same work without the"
          + " spike.";

  /** Less is no success to be told. */
  private static final double LEAST_SAVED = 0.1;

  /** Where a group stands. */
  enum State {
    WAITING,
    CALM,
    WRONG,
    CHANGED,
    RIGHT
  }

  /**
   * What there is to say.
   *
   * @param posts alerts of the group, in the order in which they came
   * @param nowMillis event time, ms since the epoch
   */
  static Headline of(GroupHour group, List<AlertBoard.Post> posts, Episode turn, long nowMillis) {
    Optional<AlertBoard.Post> firing =
        posts.stream().filter(AlertBoard.Post::isFiring).reduce((a, b) -> b);
    StretchSummary before = StretchSummary.before(group, posts, turn);
    StretchSummary after = StretchSummary.after(group, posts, turn);
    boolean wasWrong = before.alerts() > 0;
    if (wasWrong && turn.isRightBefore(nowMillis) && after.alerts() == 0) {
      return firing.isPresent() || after.minutes() == 0
          ? changed(group.key(), turn, before, after)
          : right(group.key(), turn, before, after);
    }
    if (firing.isPresent()) {
      return wrong(group, firing.get());
    }
    return group.minutes().isEmpty() ? waiting() : calm(group);
  }

  /** Before anything is known. */
  static Headline waiting() {
    return new Headline(
        State.WAITING,
        "Waiting for the first minute of data",
        "As soon as a minute of events has been measured, this line says whether they come in step"
            + " or spread out.");
  }

  private static Headline calm(GroupHour group) {
    StretchSummary all = StretchSummary.of(group, List.of(), 0, Long.MAX_VALUE);
    double peak = Double.isNaN(all.peakPerSecond()) ? 0 : all.peakPerSecond();
    if (group.key().isRollUp()) {
      return new Headline(
          State.CALM,
          say("No alert: at most %.0f in the same second", peak),
          "This is a sum over several groups, and each of them has alerts of its own. Choose one to"
              + " see who starts when.");
    }
    return new Headline(
        State.CALM,
        say("No herd: at most %.0f in the same second", peak),
        "The dots below are scattered: nobody waits for anybody. A herd would be a vertical line of"
            + " dots.");
  }

  private static Headline wrong(GroupHour group, AlertBoard.Post post) {
    if (!post.alert().getRule().equals("herd")) {
      return new Headline(State.WRONG, sentenceCase(post.alert().getSummary()), REASON);
    }
    double size = AlertText.value(post.firing(), Measure.HERD_SIZE).orElse(0);
    // Of how many is a fact, which only the alert's text has: the share of them tells.
    double ratio = AlertText.value(post.firing(), Measure.HERD_RATIO).orElse(0);
    double members = ratio > 0 ? Math.rint(size / ratio) : size;
    double peak = size;
    long width = 1;
    long startsAt = post.alert().getStartsAt().toEpochMilli();
    for (Minute minute : group.minutes(startsAt - 60_000, Long.MAX_VALUE)) {
      Optional<Minute.HerdMark> herd = minute.herd();
      if (herd.isPresent() && herd.get().size() >= size) {
        size = herd.get().size();
        width = herd.get().widthSeconds();
        peak = minute.value(Measure.RATE_PEAK_PER_SECOND);
      }
    }
    // Some are a little late because clocks are: a second that holds nearly all is the herd.
    String when =
        width == 1 || peak >= 0.9 * size ? "in the same second" : say("within %d seconds", width);
    return new Headline(
        State.WRONG,
        say(
            "%.0f of %.0f %s %s",
            size, Math.max(size, members), members(group.key()) + " " + act(group.key()), when),
        REASON);
  }

  private static Headline changed(
      GroupKey key, Episode turn, StretchSummary before, StretchSummary after) {
    String what =
        turn.cause() == Episode.Cause.CHANGE && key.kind() == EventKind.JOB_START
            ? "Each of the instances now starts at an offset of its own."
            : "What made them act in step is gone.";
    String title =
        after.isSeen()
            ? say(
                "No herd since the change: at most %.0f %s a second, it was %.0f",
                after.peakPerSecond(), many(key), before.peakPerSecond())
            : "Changed: no herd so far";
    return new Headline(
        State.CHANGED,
        title,
        what
            + " The alert stays until two rounds have passed without a herd: only then it is surely"
            + " over.");
  }

  private static Headline right(
      GroupKey key, Episode turn, StretchSummary before, StretchSummary after) {
    double saved = 1 - after.peakPerSecond() / before.peakPerSecond();
    String title =
        saved >= LEAST_SAVED
            ? say(
                "Spread out: the peak fell from %.0f to %.0f %s a second (\u2212%.0f %%)",
                before.peakPerSecond(), after.peakPerSecond(), many(key), 100 * saved)
            : "No herd any more";
    return new Headline(State.RIGHT, title, cure(key, turn));
  }

  private static String cure(GroupKey key, Episode turn) {
    if (turn.cause() == Episode.Cause.ALERTS) {
      return "The alert has resolved, and no herd has come since. The charts mark the moment.";
    }
    return switch (key.kind()) {
      case JOB_START ->
          "The same work at other moments, and no machine was added: each of the instances waits for"
              + " an offset of its own. The alert has resolved.";
      case RETRY ->
          "Nothing overloads what the clients call any more, so they do not try again all at once."
              + " The alert has resolved.";
      case REMEDIATION ->
          "Nothing is overloaded any more, so nothing has to be mended all at once. The alert has"
              + " resolved.";
    };
  }

  /** Who acts. */
  private static String members(GroupKey key) {
    return key.kind() == EventKind.RETRY ? "clients" : "instances";
  }

  private static String act(GroupKey key) {
    return switch (key.kind()) {
      case JOB_START -> "start";
      case RETRY -> "retry";
      case REMEDIATION -> "are being mended";
    };
  }

  /** What they do, as a noun. */
  private static String many(GroupKey key) {
    return switch (key.kind()) {
      case JOB_START -> "starts";
      case RETRY -> "retries";
      case REMEDIATION -> "remediations";
    };
  }

  private static String sentenceCase(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String say(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
