package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.history.InstanceClocks;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.ActivityTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Clocks of a group disagree (METHOD 5.4 and 10, F1): three instances are proven ahead of the
 * broker, or their least delay is that much above the group's median. Silent where the broker's
 * time is not known.
 */
final class ClockSkewRule implements SettledRule {
  /** Begins the unit of the condition that says how much, and on which side. */
  private static final String UNIT = "instances with clocks ";

  private static final String AHEAD = "ahead";
  private static final String BEHIND = "behind";

  private static final int MINIMUM_INSTANCES = 5;
  private static final int MINIMUM_SKEWED = 3;
  private static final int MOST_NAMES = 16;
  private static final double SHARE_OF_SPREAD = 0.1;
  private static final double LONGEST_LIMIT_SECONDS = 60;
  private static final double SHORTEST_LIMIT_SECONDS = 1;

  /** Whose clocks are off, and on which side. */
  private record Off(List<Integer> hashes, String side) {}

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (slice.slice().clocks().isEmpty()) {
      return Optional.empty();
    }
    long limit = limitMillis(context, slice.index());
    Off off = off(context, limit);
    if (off.hashes.size() < MINIMUM_SKEWED) {
      return Optional.empty();
    }
    int size = off.hashes.size();
    MetCondition skew =
        new MetCondition(
            "instances",
            size,
            MINIMUM_SKEWED,
            String.format(Locale.ROOT, "%smore than %.0f s %s", UNIT, limit / 1e3, off.side));
    Fact compared = new Fact("compared", context.history().clocks().instances(), "instances");
    long known = context.members(slice.index() + 1);
    Fact members = new Fact("members", known, InstanceUnit.ofMembers(known));
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(skew),
            List.of(compared, members),
            Histograms.upTo(context, slice.lastSecond()),
            names(context, slice, off.hashes),
            size);
    return Optional.of(Tickets.at(context, slice, size, AlertSeverity.TICKET, evidence));
  }

  /** Of those that are off, whose names are known. */
  private static List<String> names(RuleContext context, OpenSlice slice, List<Integer> off) {
    Map<Integer, String> here = new HashMap<>();
    slice.slice().timeline().instances(0).stream()
        .map(ActivityTimeline::instance)
        .forEach(id -> here.put(Instance.of(id).hash(), id));
    List<String> names = new ArrayList<>();
    for (int hash : off) {
      String known = context.history().clockName(hash);
      String name = known == null ? here.get(hash) : known;
      if (name != null && names.size() < MOST_NAMES) {
        names.add(name);
      }
    }
    return names;
  }

  private static long limitMillis(RuleContext context, long slice) {
    double share = SHARE_OF_SPREAD * context.spreadSeconds(slice, 0);
    double limit = Math.min(LONGEST_LIMIT_SECONDS, Math.max(SHORTEST_LIMIT_SECONDS, share));
    // What is rounded is off by that much, whatever the clock says.
    double resolution = context.history().resolution(slice + 1).seconds();
    return Math.round(1e3 * (resolution > limit ? resolution : limit));
  }

  /** Those whose clocks are off, by their hashes: ahead or behind, of which there are more. */
  private static Off off(RuleContext context, long limitMillis) {
    InstanceClocks clocks = context.history().clocks();
    if (clocks.instances() < MINIMUM_INSTANCES) {
      return new Off(List.of(), AHEAD);
    }
    List<Integer> ahead = clocks.provenAhead(limitMillis);
    List<Integer> behind = clocks.behindMedian(limitMillis, MINIMUM_INSTANCES);
    return ahead.size() >= behind.size() ? new Off(ahead, AHEAD) : new Off(behind, BEHIND);
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    return off(context, limitMillis(context, slice)).hashes.size() >= MINIMUM_SKEWED;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    boolean isSample = evidence.value("members").orElse(0) > evidence.value("compared").orElse(0);
    return "%s of %s%s of %s/%s %s %s"
        .formatted(
            Counted.form(story.size(), "the clock", "clocks"),
            isSample ? "at least " : "",
            Counted.of(story.size(), "instance", "instances"),
            group.service(),
            group.name(),
            story.tense(
                Counted.form(story.size(), "is", "are"), Counted.form(story.size(), "was", "were")),
            howFar(evidence));
  }

  private static String howFar(AlertEvidence evidence) {
    return evidence.conditions().stream()
        .map(MetCondition::unit)
        .filter(unit -> unit.startsWith(UNIT))
        .map(unit -> unit.substring(UNIT.length()))
        .findFirst()
        .orElse("wrong");
  }

  @Override
  public Lasting lasting() {
    return Lasting.STATE;
  }
}
