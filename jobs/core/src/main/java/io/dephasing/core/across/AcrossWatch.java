package io.dephasing.core.across;

import io.dephasing.core.across.SummedSeconds.Sum;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Alerts;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSecond;
import io.dephasing.core.group.OnsetSum;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.CrossGroupRule;
import io.dephasing.core.rule.CrossGroupRule.Together;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.slice.Slice;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Watches all groups together: onsets come in, and each second is judged when it is complete, so
 * the order of arrival changes nothing (METHOD 8, 9.8). Over all groups first: where they fire, the
 * services are their evidence, and fire none.
 */
public final class AcrossWatch {
  private static final long KEPT_SECONDS = 300;

  /** The rule reads nothing of a roll-up's own past; never filled. */
  private static final GroupHistory NO_HISTORY =
      new GroupHistory(new GroupKey(EventKind.JOB_START, GroupKey.ALL, GroupKey.ALL, null));

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

  /** Takes onsets in, which belong to the state from here on. */
  public void add(AcrossState state, OnsetSum sum) {
    state.add(sum);
  }

  /**
   * Lets event time go on to a watermark, ms: all before it is complete. One that lies back, as
   * after a restore, changes nothing.
   */
  public void advance(AcrossState state, long watermarkMillis, Consumer<AlertTransition> out) {
    long complete = Math.floorDiv(watermarkMillis, 1000L) - 1;
    if (complete > state.judgedThrough()) {
      judgeThrough(state, complete, out);
      state.judgedThrough(complete);
    }
    resolve(state, watermarkMillis, out);
    state.watermark(Math.max(state.watermarkMillis(), watermarkMillis));
    state.seconds().headMap(complete - KEPT_SECONDS).clear();
    state.rates().forgetBefore(Math.floorDiv(complete, Slice.BUCKETS) - GroupHistory.DAY);
  }

  private void judgeThrough(AcrossState state, long complete, Consumer<AlertTransition> out) {
    for (Map.Entry<Long, OnsetSecond> entry :
        state.seconds().subMap(state.judgedThrough() + 1, complete + 1).entrySet()) {
      long second = entry.getKey();
      resolve(state, second * 1000, out);
      state.watermark(Math.max(state.watermarkMillis(), second * 1000));
      state.rates().add(Math.floorDiv(second, Slice.BUCKETS), entry.getValue());
      judge(state, second, out);
    }
  }

  /** When it wants to be woken next, ms; {@link Long#MAX_VALUE} for never. */
  public long nextMillis(AcrossState state) {
    Long open = state.seconds().higherKey(state.judgedThrough());
    long next = open == null ? Long.MAX_VALUE : (open + 1) * 1000;
    return Math.min(next, state.alerts().nextMillis());
  }

  private void judge(AcrossState state, long second, Consumer<AlertTransition> out) {
    long watched = CrossGroupRule.watchedSlices(second, state.jobFirstSlice(), lateness);
    if (watched < 1) {
      return;
    }
    SummedSeconds position = new SummedSeconds(state.seconds(), second);
    for (int width : CrossGroupRule.WIDTHS) {
      position.widen(width);
      Sum all = position.overAll();
      if (all.groups() < CrossGroupRule.MINIMUM_GROUPS) {
        continue;
      }
      long need = need(state, position, GroupKey.ALL, watched);
      if (all.groups() >= need) {
        position.widen(CrossGroupRule.WIDEST);
        GroupKey rollUp = new GroupKey(all.kind(), GroupKey.ALL, GroupKey.ALL, null);
        fire(state, rollUp, position.togetherOverAll(), need, out);
        return;
      }
      judgeServices(state, position, watched, out);
    }
  }

  private void judgeServices(
      AcrossState state, SummedSeconds position, long watched, Consumer<AlertTransition> out) {
    TreeMap<String, Long> firing = new TreeMap<>();
    position
        .byService()
        .forEach(
            (service, sum) -> {
              if (sum.groups() >= CrossGroupRule.MINIMUM_GROUPS) {
                long need = need(state, position, service, watched);
                if (sum.groups() >= need) {
                  firing.put(service, need);
                }
              }
            });
    if (!firing.isEmpty()) {
      position.widen(CrossGroupRule.WIDEST);
    }
    firing.forEach(
        (service, need) -> {
          EventKind kind = position.byService().getOrDefault(service, new Sum()).kind();
          GroupKey rollUp = new GroupKey(kind, service, GroupKey.ALL, null);
          fire(state, rollUp, position.togetherOf(service), need, out);
        });
  }

  private long need(AcrossState state, SummedSeconds position, String service, long watched) {
    long m = lateness.referenceSlice(position.second());
    return rule.need(state.rates().sum(service, m - watched, m), watched, position.width());
  }

  private void fire(
      AcrossState state,
      GroupKey rollUp,
      Together together,
      long need,
      Consumer<AlertTransition> out) {
    Alerts alerts = state.alerts().of(rollUp, together.endSecond());
    RuleContext context = context(state, rollUp, alerts);
    alerts.fire(
        RuleCatalogue.CROSS_GROUP,
        rule,
        rule.firing(together, need, lateness.boundMillis()),
        context,
        out);
    state.alerts().dueBy(rollUp, alerts.nextMillis(rules, context));
  }

  private void resolve(AcrossState state, long watermarkMillis, Consumer<AlertTransition> out) {
    state
        .alerts()
        .reach(
            watermarkMillis,
            (rollUp, alerts) -> {
              RuleContext context = context(state, rollUp, alerts);
              alerts.resolve(rules, context, watermarkMillis, out);
              return alerts.nextMillis(rules, context);
            });
  }

  private RuleContext context(AcrossState state, GroupKey rollUp, Alerts alerts) {
    Progress progress = new Progress(state.watermarkMillis(), state.jobFirstSlice(), lateness);
    return new RuleContext(rollUp, NO_HISTORY, policy, progress, alerts, annotations);
  }
}
