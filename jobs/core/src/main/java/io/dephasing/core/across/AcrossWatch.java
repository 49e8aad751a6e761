package io.dephasing.core.across;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Alerts;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.CrossGroupRule;
import io.dephasing.core.rule.CrossGroupRule.Together;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.slice.Slice;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Watches all groups together: onsets come in, and each second is judged when it is complete, so
 * the order of arrival changes nothing (METHOD 8, 9.8). Over all groups first: where they fire, the
 * services are their evidence, and fire none.
 */
public final class AcrossWatch {
  private static final long KEPT_SECONDS = 300;
  private static final int NAMES = 16;
  private static final GroupKey ANY =
      new GroupKey(EventKind.JOB_START, GroupKey.ALL, GroupKey.ALL, null);

  private final Policy policy;
  private final Lateness lateness;
  private final CrossGroupRule rule;
  private final Map<RuleCatalogue, Rule> rules = new EnumMap<>(RuleCatalogue.class);
  private Annotations annotations = Annotations.NONE;

  /** Watches with this policy. */
  public AcrossWatch(Policy policy, Lateness lateness) {
    this.policy = policy;
    this.lateness = lateness;
    rule = new CrossGroupRule(policy);
    rules.put(RuleCatalogue.CROSS_GROUP, rule);
  }

  /** Takes what people have told as of now. */
  public void know(Annotations told) {
    annotations = told;
  }

  /** Takes an onset in. */
  public void add(AcrossState state, Onset onset) {
    state.add(onset);
  }

  /** Lets event time go on to a watermark, ms: all before it is complete. */
  public void advance(AcrossState state, long watermarkMillis, Consumer<AlertTransition> out) {
    long complete = Math.floorDiv(watermarkMillis, 1000L) - 1;
    for (Map.Entry<Long, OnsetSecond> entry :
        state.seconds().subMap(state.judgedThrough() + 1, complete + 1).entrySet()) {
      long second = entry.getKey();
      resolve(state, second * 1000, out);
      state.watermark(Math.max(state.watermarkMillis(), second * 1000));
      count(state, second, entry.getValue());
      judge(state, second, out);
    }
    state.judgedThrough(Math.max(state.judgedThrough(), complete));
    resolve(state, watermarkMillis, out);
    state.watermark(Math.max(state.watermarkMillis(), watermarkMillis));
    state.seconds().headMap(complete - KEPT_SECONDS).clear();
    state.rates().forgetBefore(Math.floorDiv(complete, Slice.BUCKETS) - GroupHistory.DAY);
  }

  /** When it wants to be woken next, ms; {@link Long#MAX_VALUE} for never. */
  public long nextMillis(AcrossState state) {
    Long open = state.seconds().higherKey(state.judgedThrough());
    long next = open == null ? Long.MAX_VALUE : (open + 1) * 1000;
    for (Map.Entry<String, Alerts> entry : state.alerts().entrySet()) {
      Flow flow = flow(state, GroupKey.parse(entry.getKey()), entry.getValue());
      next = Math.min(next, entry.getValue().nextResolveMillis(flow));
    }
    return next;
  }

  private static void count(AcrossState state, long second, OnsetSecond onsets) {
    long slice = Math.floorDiv(second, Slice.BUCKETS);
    onsets
        .byRollUp()
        .forEach(
            (rollUp, count) ->
                state.rates().add(GroupKey.parse(rollUp).service(), slice, count.groups()));
  }

  private void judge(AcrossState state, long second, Consumer<AlertTransition> out) {
    long watched = CrossGroupRule.watchedSlices(second, state.jobFirstSlice());
    if (watched < 1) {
      return;
    }
    for (int width : CrossGroupRule.WIDTHS) {
      Position position = new Position(state, second, width);
      if (position.groups < CrossGroupRule.MINIMUM_GROUPS) {
        continue;
      }
      if (fire(state, position, ANY, watched, out)) {
        return;
      }
      for (String service : position.services()) {
        GroupKey key = new GroupKey(EventKind.JOB_START, service, GroupKey.ALL, null);
        fire(state, position, key, watched, out);
      }
    }
  }

  private boolean fire(
      AcrossState state,
      Position position,
      GroupKey scope,
      long watched,
      Consumer<AlertTransition> out) {
    Together together = position.of(scope);
    if (together.groups() < CrossGroupRule.MINIMUM_GROUPS) {
      return false;
    }
    long m = Flow.referenceSlice(position.second);
    long onsets = state.rates().sum(scope.service(), m - watched, m);
    long need = rule.need(onsets, watched, position.width);
    if (together.groups() < need) {
      return false;
    }
    GroupKey rollUp = new GroupKey(position.kindOf(scope), scope.service(), GroupKey.ALL, null);
    Alerts alerts = state.alerts().computeIfAbsent(rollUp.canonical(), key -> new Alerts());
    alerts.fire(
        RuleCatalogue.CROSS_GROUP,
        rule,
        rule.firing(together, need, lateness.boundMillis()),
        flow(state, rollUp, alerts),
        out);
    return true;
  }

  private void resolve(AcrossState state, long watermarkMillis, Consumer<AlertTransition> out) {
    Iterator<Map.Entry<String, Alerts>> all = state.alerts().entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, Alerts> entry = all.next();
      Flow flow = flow(state, GroupKey.parse(entry.getKey()), entry.getValue());
      entry.getValue().resolve(rules, flow, watermarkMillis, out);
    }
  }

  private Flow flow(AcrossState state, GroupKey rollUp, Alerts alerts) {
    Progress progress = new Progress(state.watermarkMillis(), state.jobFirstSlice(), lateness);
    return new Flow(rollUp, new GroupHistory(rollUp), policy, progress, alerts, annotations);
  }

  /** The seconds of one position, counted. */
  private static final class Position {
    private final long second;
    private final int width;
    private final Iterable<OnsetSecond> seconds;
    private final TreeMap<String, Integer> byRollUp = new TreeMap<>();
    private int groups;

    Position(AcrossState state, long second, int width) {
      this.second = second;
      this.width = width;
      seconds = List.copyOf(state.seconds().subMap(second - width + 1, second + 1).values());
      for (OnsetSecond each : seconds) {
        each.byRollUp()
            .forEach(
                (rollUp, count) -> {
                  byRollUp.merge(rollUp, count.groups(), Integer::sum);
                  groups += count.groups();
                });
      }
    }

    Set<String> services() {
      TreeSet<String> services = new TreeSet<>();
      byRollUp.keySet().forEach(rollUp -> services.add(GroupKey.parse(rollUp).service()));
      return services;
    }

    private static boolean isIn(GroupKey scope, GroupKey rollUp) {
      return scope.isOverAll() || scope.service().equals(rollUp.service());
    }

    Together of(GroupKey scope) {
      int found = 0;
      int peak = 0;
      TreeSet<String> names = new TreeSet<>();
      for (OnsetSecond each : seconds) {
        int starts = 0;
        for (Map.Entry<String, OnsetSecond.Count> entry : each.byRollUp().entrySet()) {
          if (isIn(scope, GroupKey.parse(entry.getKey()))) {
            found += entry.getValue().groups();
            starts += entry.getValue().starts();
          }
        }
        peak = Math.max(peak, starts);
        each.namesOf(scope, names);
      }
      return new Together(second, width, found, peak, names.stream().limit(NAMES).toList());
    }

    /** The kind of most of the groups: what the alert is about. */
    EventKind kindOf(GroupKey scope) {
      int[] counts = new int[EventKind.all().size()];
      byRollUp.forEach(
          (key, count) -> {
            GroupKey rollUp = GroupKey.parse(key);
            counts[rollUp.kind().ordinal()] += isIn(scope, rollUp) ? count : 0;
          });
      EventKind most = EventKind.JOB_START;
      for (EventKind kind : EventKind.all()) {
        most = counts[kind.ordinal()] > counts[most.ordinal()] ? kind : most;
      }
      return most;
    }
  }
}
