package io.dephasing.core.alert;

import io.dephasing.core.alert.AlertState.Burning;
import io.dephasing.core.alert.AlertState.Quiet;
import io.dephasing.core.event.Absent;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.Ongoing;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One group's alerts, one for each rule: firing positions come in, transitions go out (METHOD 9.4,
 * 9.8). An alert lasts while half of its evidence is there with gaps of at most the hold, and
 * resolves when the watermark has passed that and the allowed lateness.
 */
public final class Alerts implements Ongoing {
  private static final long SHORTEST_HOLD_SECONDS = 3 * Slice.BUCKETS;
  private static final long LONGEST_HOLD_SECONDS = 26 * 3600;

  private final Map<RuleCatalogue, AlertState> states = new EnumMap<>(RuleCatalogue.class);

  /** How many of them are {@link Burning}: mostly none, and asked with each partial. */
  private int burning;

  private void put(RuleCatalogue id, AlertState state) {
    AlertState before = states.put(id, state);
    burning += (state instanceof Burning ? 1 : 0) - (before instanceof Burning ? 1 : 0);
  }

  @Override
  public boolean isFiring(RuleCatalogue rule) {
    return states.get(rule) instanceof Burning;
  }

  @Override
  public Optional<Firing> first(RuleCatalogue rule) {
    return states.get(rule) instanceof Burning burning
        ? Optional.of(burning.burst().first())
        : Optional.empty();
  }

  @Override
  public long lastEndSecond(RuleCatalogue rule) {
    return states.get(rule) instanceof Burning burning
        ? burning.burst().lastEndSecond()
        : Long.MIN_VALUE;
  }

  /** Whether any alert is out. */
  public boolean isAnyFiring() {
    return burning > 0;
  }

  /** The second in which the last of those that are over ended; the least where none is. */
  public long lastQuietSecond() {
    long last = Quiet.NEVER;
    for (AlertState state : states.values()) {
      last = state instanceof Quiet quiet ? Math.max(last, quiet.previousEndSecond()) : last;
    }
    return last;
  }

  /** Whether an alert is out that began in this second or before. */
  public boolean isAnyFiringBy(long second) {
    if (!isAnyFiring()) {
      return false;
    }
    for (AlertState state : states.values()) {
      if (state instanceof Burning burning && burning.burst().first().endSecond() <= second) {
        return true;
      }
    }
    return false;
  }

  /** Takes a firing position in. */
  public void fire(
      RuleCatalogue id, Rule rule, Firing firing, Flow flow, Consumer<AlertTransition> out) {
    Transitions transitions = new Transitions(id, rule, flow, out);
    if (states.get(id) instanceof Burning burning) {
      put(id, grow(burning, firing, flow, transitions));
    } else {
      begin(id, Burst.of(firing), transitions);
    }
  }

  private void begin(RuleCatalogue id, Burst burst, Transitions transitions) {
    Quiet quiet = states.get(id) instanceof Quiet known ? known : new Quiet(Quiet.NEVER);
    Burning burning = quiet.fire(transitions.fingerprint(), burst);
    transitions.firing(burning);
    put(id, burning.toldOnceMore());
  }

  private static Burning grow(Burning burning, Firing firing, Flow flow, Transitions transitions) {
    if (firing.endSecond() > holdEnd(burning.burst(), flow)) {
      Burst later = burning.next().map(next -> next.with(firing)).orElse(Burst.of(firing));
      return burning.waitWith(later);
    }
    Severity before = burning.burst().severity();
    Burning grown = absorbNext(burning.with(burning.burst().with(firing)), flow);
    if (grown.burst().severity().compareTo(before) > 0) {
      transitions.firing(grown);
      return grown.toldOnceMore();
    }
    return grown;
  }

  private static Burning absorbNext(Burning burning, Flow flow) {
    Optional<Burst> next = burning.next();
    if (next.isPresent() && next.get().first().endSecond() <= holdEnd(burning.burst(), flow)) {
      return burning.absorbNext(next.get());
    }
    return burning;
  }

  /** Remembers that half of the evidence is still there in a settled second. */
  public void keepActive(RuleCatalogue id, long second, Flow flow) {
    if (states.get(id) instanceof Burning burning
        && second > burning.burst().activeSecond()
        && second <= holdEnd(burning.burst(), flow)) {
      put(id, absorbNext(burning.with(burning.burst().activeUntil(second)), flow));
    }
  }

  /** Resolves what the watermark has passed, and begins what has waited for that. */
  public void resolve(
      Map<RuleCatalogue, Rule> rules,
      Flow flow,
      long watermarkMillis,
      Consumer<AlertTransition> out) {
    if (!isAnyFiring()) {
      return;
    }
    for (Map.Entry<RuleCatalogue, AlertState> entry : states.entrySet()) {
      RuleCatalogue id = entry.getKey();
      Rule rule = rules.get(id);
      while (rule != null
          && entry.getValue() instanceof Burning burning
          && watermarkMillis >= resolvesAtMillis(burning.burst(), flow)) {
        Transitions transitions = new Transitions(id, rule, flow, out);
        transitions.resolved(burning, resolvesAtMillis(burning.burst(), flow));
        put(id, burning.resolve());
        burning.next().ifPresent(next -> begin(id, next, transitions));
      }
    }
  }

  /**
   * When the next alert resolves if nothing more comes; {@link Long#MAX_VALUE} where none is out.
   */
  public long nextResolveMillis(Flow flow) {
    long next = Long.MAX_VALUE;
    for (AlertState state : states.values()) {
      if (state instanceof Burning burning) {
        next = Math.min(next, resolvesAtMillis(burning.burst(), flow));
      }
    }
    return next;
  }

  private static long resolvesAtMillis(Burst burst, Flow flow) {
    return holdEnd(burst, flow) * 1000 + flow.progress().lateness().allowedMillis();
  }

  /**
   * The last second in which a position still belongs to this alert: three windows or two cadences
   * on.
   */
  private static long holdEnd(Burst burst, Flow flow) {
    double cadence = flow.cadenceSeconds(flow.referenceSlice(burst.activeSecond()));
    long twoCadences = Double.isNaN(cadence) ? 0 : (long) (2 * cadence);
    long hold = Math.min(LONGEST_HOLD_SECONDS, Math.max(SHORTEST_HOLD_SECONDS, twoCadences));
    return burst.activeSecond() + hold;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(states.size());
    for (Map.Entry<RuleCatalogue, AlertState> entry : states.entrySet()) {
      out.writeUTF(entry.getKey().id());
      AlertStates.write(out, entry.getValue());
    }
  }

  /**
   * Fills these empty alerts.
   *
   * @throws IOException where a rule is unknown: the state was written by a newer version
   */
  public void read(DataInput in) throws IOException {
    int size = in.readByte();
    for (int i = 0; i < size; i++) {
      String id = in.readUTF();
      RuleCatalogue rule =
          RuleCatalogue.ofId(id)
              .orElseThrow(
                  () ->
                      new IOException(
                          "rule %s is unknown: written by a newer version".formatted(id)));
      put(rule, AlertStates.read(in));
    }
  }

  /** Builds the records of one rule's transitions. */
  private record Transitions(
      RuleCatalogue id, Rule rule, Flow flow, Consumer<AlertTransition> out) {

    String fingerprint() {
      return Fingerprint.of(id.id(), flow.group().canonical());
    }

    void firing(Burning burning) {
      Firing first = burning.burst().first();
      long startsAtMillis = first.instantSecond() * 1000;
      boolean isMaintained = flow.annotations().isMaintained(flow.group(), startsAtMillis);
      emit(
          burning,
          isMaintained ? Status.SUPPRESSED : Status.FIRING,
          new Lifetime(startsAtMillis, Absent.MILLIS, first.decidedAtMillis()));
    }

    void resolved(Burning burning, long decidedAtMillis) {
      Burst burst = burning.burst();
      emit(
          burning,
          Status.RESOLVED,
          new Lifetime(
              burst.first().instantSecond() * 1000,
              (burst.lastEndSecond() + 1) * 1000,
              decidedAtMillis));
    }

    private void emit(Burning burning, Status status, Lifetime lifetime) {
      Severity severity = burning.burst().severity();
      Firing first = burning.burst().first();
      out.accept(
          new AlertTransition(
              new AlertTransition.Identity(burning.alertId(), fingerprint(), id.id()),
              status,
              severity,
              flow.group(),
              lifetime,
              new AlertTransition.Finding(
                  AlertWording.of(id, rule.summary(flow.group(), first), first),
                  first.evidence(),
                  AlertWording.labels(id, severity, flow.group()),
                  flow.annotations()
                      .rolloutOf(flow.group(), lifetime.startsAtMillis())
                      .orElse(null)),
              flow.policy().version(),
              new AlertTransition.Retelling(burning.told(), null)));
    }
  }
}
