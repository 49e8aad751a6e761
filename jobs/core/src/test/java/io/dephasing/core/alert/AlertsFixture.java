package io.dephasing.core.alert;

import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Expectation;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Lasting;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.Story;
import io.dephasing.core.rule.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Alerts of one group and one rule, what they publish, and how they are led through time. */
abstract class AlertsFixture {
  static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  static final RuleCatalogue HERD = RuleCatalogue.HERD;
  static final long START = 1_772_700_000;
  static final int HOLD = 180;
  static final int LATENESS = 60;

  final Still rule = new Still();
  final Map<RuleCatalogue, Rule> rules = Map.of(HERD, rule);
  final List<AlertTransition> published = new ArrayList<>();
  Alerts alerts = new Alerts();
  RuleContext context = context(Expectation.NONE);

  AlertTransition.Identity identity(int transition) {
    return published.get(transition).identity();
  }

  void know(ScopedAnnotation... told) {
    context =
        new RuleContext(
            context.group(),
            context.history(),
            context.policy(),
            context.progress(),
            context.ongoing(),
            Annotations.of(List.of(told)));
  }

  void fire(long endSecond, AlertSeverity severity) {
    fire(endSecond, 10, severity);
  }

  void fire(long endSecond, int size) {
    fire(endSecond, size, AlertSeverity.TICKET);
  }

  static long decided(long endSecond) {
    return (endSecond + 1) * 1000;
  }

  void fire(long endSecond, int size, AlertSeverity severity) {
    AlertEvidence evidence = new AlertEvidence(List.of(), List.of(1, 2), List.of("a"));
    Firing firing =
        new Firing(endSecond, 2, endSecond - 1, size, severity, evidence, decided(endSecond));
    alerts.fire(HERD, rule, firing, context, published::add);
  }

  void resolve(long second) {
    alerts.resolve(rules, context, second * 1000, published::add);
  }

  void restore() {
    read(write());
  }

  byte[] write() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      alerts.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void read(byte[] bytes) {
    try {
      alerts = new Alerts();
      alerts.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RuleContext context(Expectation expectation) {
    Policy policy =
        new Policy("test", Map.of(), AlertSeverity.TICKET, expectation, 0.99, 0.1, false);
    Progress progress = new Progress(START * 1000, 0, new Progress.Lateness(2_000, 60_000));
    return new RuleContext(
        GROUP, new GroupHistory(GROUP), policy, progress, new Alerts(), Annotations.NONE);
  }

  /** A rule that does nothing of its own accord. */
  static final class Still implements InFlightRule {
    Lasting lasting = Lasting.RECURRING;

    @Override
    public boolean watches(RuleContext context) {
      return true;
    }

    @Override
    public void candidates(
        RuleContext context, long first, long last, Consumer<Position> positions) {}

    @Override
    public Verdict judge(RuleContext context, Position position) {
      return Verdict.QUIET;
    }

    @Override
    public boolean isActive(RuleContext context, long settledSecond) {
      return false;
    }

    @Override
    public String summary(GroupKey group, Story story) {
      return story.size() + story.tense(" now", " then");
    }

    @Override
    public Lasting lasting() {
      return lasting;
    }
  }
}
