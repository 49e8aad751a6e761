package io.dephasing.core.alert;

import io.dephasing.core.alert.LifecycleState.Burning;
import io.dephasing.core.event.Absent;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.Story;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds the records of one rule's transitions. */
record Transitions(
    RuleCatalogue id, Rule rule, RuleContext context, Consumer<AlertTransition> out) {

  String fingerprint() {
    return Fingerprint.of(id.id(), context.group().canonical());
  }

  /** Tells that an alert is out, or what it is now; the alert that was told of. */
  Burning firing(Burning burning, long decidedAtMillis) {
    long startsAtMillis = burning.burst().first().instantSecond() * 1000;
    boolean isMaintained = context.annotations().isMaintained(context.group(), startsAtMillis);
    emit(
        burning,
        isMaintained ? Status.SUPPRESSED : Status.FIRING,
        new Lifetime(startsAtMillis, Absent.MILLIS, decidedAtMillis));
    return burning.toldAt(decidedAtMillis);
  }

  void resolved(Burning burning, long endSecond, long decidedAtMillis) {
    Burst burst = burning.burst();
    emit(
        burning,
        Status.RESOLVED,
        new Lifetime(burst.first().instantSecond() * 1000, endSecond * 1000, decidedAtMillis));
  }

  private void emit(Burning burning, Status status, Lifetime lifetime) {
    Burst burst = burning.burst();
    AlertSeverity severity = burst.severity();
    Firing shown = burst.largest();
    Story story = new Story(shown, lifetime.startsAtMillis(), lifetime.endsAtMillis());
    out.accept(
        new AlertTransition(
            new AlertTransition.Identity(burning.alertId(), fingerprint(), id.id()),
            status,
            severity,
            context.group(),
            lifetime,
            new AlertTransition.Finding(
                AlertWording.of(id, rule, context.group(), story, burst.stretches().times()),
                shown.evidence(),
                AlertWording.labels(id, severity, context.group()),
                context
                    .annotations()
                    .rolloutOf(context.group(), lifetime.startsAtMillis())
                    .orElse(null)),
            context.policy().version(),
            new AlertTransition.Retelling(burning.told().records(), speaker())));
  }

  /**
   * When an alert was decided that tells more of the same incident, ms since the epoch; {@link
   * Long#MIN_VALUE} where none is out.
   */
  long spokenForSinceMillis() {
    for (RuleCatalogue telling : id.inhibitors()) {
      Optional<Firing> first = context.ongoing().first(telling);
      if (first.isPresent()) {
        return first.get().decidedAtMillis();
      }
    }
    return Long.MIN_VALUE;
  }

  /** The alert of the group that tells more of the same incident, if one is out (METHOD 9.5). */
  private @Nullable String speaker() {
    for (RuleCatalogue telling : id.inhibitors()) {
      Optional<String> alertId = context.ongoing().alertId(telling);
      if (alertId.isPresent()) {
        return alertId.get();
      }
    }
    return null;
  }
}
