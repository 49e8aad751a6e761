package io.dephasing.core.alert;

import io.dephasing.core.alert.LifecycleState.Burning;
import io.dephasing.core.alert.LifecycleState.Quiet;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Lasting;
import io.dephasing.core.rule.Ongoing;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One group's alerts, one for each rule: firing positions come in, transitions go out (METHOD 9.4,
 * 9.8). An alert lasts while enough of its evidence is there with gaps of at most the hold, and
 * resolves when the watermark has passed that and the allowed lateness. It is told once more when
 * what it is about has doubled or its severity has risen, and in the end as a whole.
 */
public final class Alerts implements Ongoing {
  private final Map<RuleCatalogue, LifecycleState> states = new EnumMap<>(RuleCatalogue.class);

  /** How many of them are {@link Burning}: mostly none, and asked with each partial. */
  private int burning;

  private void put(RuleCatalogue id, LifecycleState state) {
    LifecycleState before = states.put(id, state);
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
  public Optional<String> alertId(RuleCatalogue rule) {
    return states.get(rule) instanceof Burning burning
        ? Optional.of(burning.alertId())
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
    for (LifecycleState state : states.values()) {
      last = state instanceof Quiet quiet ? Math.max(last, quiet.previousEndSecond()) : last;
    }
    return last;
  }

  /** Whether an alert is out that began in this second or before. */
  public boolean isAnyFiringBy(long second) {
    if (!isAnyFiring()) {
      return false;
    }
    for (LifecycleState state : states.values()) {
      if (state instanceof Burning burning && burning.burst().first().endSecond() <= second) {
        return true;
      }
    }
    return false;
  }

  /** Takes a firing position in. */
  public void fire(
      RuleCatalogue id,
      Rule rule,
      Firing firing,
      RuleContext context,
      Consumer<AlertTransition> out) {
    Transitions transitions = new Transitions(id, rule, context, out);
    if (states.get(id) instanceof Burning burning) {
      put(id, grow(burning, firing, transitions));
    } else {
      begin(id, Burst.of(firing), transitions);
    }
  }

  private void begin(RuleCatalogue id, Burst burst, Transitions transitions) {
    Quiet quiet = states.get(id) instanceof Quiet known ? known : new Quiet(Quiet.NEVER);
    Burning burning = quiet.fire(transitions.fingerprint(), burst);
    put(id, transitions.firing(burning, burst.first().decidedAtMillis()));
  }

  private static Burning grow(Burning burning, Firing firing, Transitions transitions) {
    Rule rule = transitions.rule();
    RuleContext context = transitions.context();
    if (firing.endSecond() > holdEnd(rule, burning.burst(), context)) {
      Burst later = burning.next().map(next -> next.with(firing)).orElse(Burst.of(firing));
      return burning.waitWith(later);
    }
    Burning grown = absorbNext(rule, burning.with(burning.burst().with(firing)), context);
    boolean isWorse = grown.burst().severity().compareTo(grown.told().severity()) > 0;
    return isWorse
        ? transitions.firing(grown, Math.max(firing.decidedAtMillis(), grown.told().atMillis()))
        : grown;
  }

  private static Burning absorbNext(Rule rule, Burning burning, RuleContext context) {
    Optional<Burst> next = burning.next();
    if (next.isPresent()
        && next.get().first().endSecond() <= holdEnd(rule, burning.burst(), context)) {
      return burning.absorbNext(next.get());
    }
    return burning;
  }

  /** Remembers that enough of the evidence is still there in a settled second. */
  public void keepActive(RuleCatalogue id, Rule rule, long second, RuleContext context) {
    if (states.get(id) instanceof Burning burning
        && second > burning.burst().activeSecond()
        && second <= holdEnd(rule, burning.burst(), context)) {
      put(id, absorbNext(rule, burning.with(burning.burst().activeUntil(second)), context));
    }
  }

  /**
   * Tells once more of what has grown, resolves what the watermark has passed, and begins what has
   * waited for that.
   */
  public void resolve(
      Map<RuleCatalogue, Rule> rules,
      RuleContext context,
      long watermarkMillis,
      Consumer<AlertTransition> out) {
    if (!isAnyFiring()) {
      return;
    }
    for (Map.Entry<RuleCatalogue, LifecycleState> entry : states.entrySet()) {
      Rule rule = rules.get(entry.getKey());
      if (rule != null) {
        Transitions transitions = new Transitions(entry.getKey(), rule, context, out);
        resolve(entry, transitions, watermarkMillis);
        tellGrown(entry, transitions, watermarkMillis);
      }
    }
  }

  private void resolve(
      Map.Entry<RuleCatalogue, LifecycleState> entry,
      Transitions transitions,
      long watermarkMillis) {
    Rule rule = transitions.rule();
    RuleContext context = transitions.context();
    while (entry.getValue() instanceof Burning burning
        && watermarkMillis >= resolvesAtMillis(rule, burning.burst(), context)) {
      long end = endSecond(rule, burning.burst());
      transitions.resolved(burning, end, resolvesAtMillis(rule, burning.burst(), context));
      put(entry.getKey(), burning.resolve(end));
      burning.next().ifPresent(next -> begin(entry.getKey(), next, transitions));
    }
  }

  private void tellGrown(
      Map.Entry<RuleCatalogue, LifecycleState> entry,
      Transitions transitions,
      long watermarkMillis) {
    if (entry.getValue() instanceof Burning burning
        && isNews(burning, transitions)
        && watermarkMillis >= burning.told().againAtMillis()) {
      long decided =
          burning.told().isOutgrownBy(burning.burst())
              ? burning.burst().largest().decidedAtMillis()
              : transitions.spokenForSinceMillis();
      put(
          entry.getKey(),
          transitions.firing(burning, Math.max(burning.told().againAtMillis(), decided)));
    }
  }

  /** It has doubled, or since it was told of another alert speaks for it: the record names that. */
  private static boolean isNews(Burning burning, Transitions transitions) {
    return burning.told().isOutgrownBy(burning.burst())
        || transitions.spokenForSinceMillis() > burning.told().atMillis();
  }

  /** The first second in which it is over. */
  private static long endSecond(Rule rule, Burst burst) {
    return (rule.lasting().endsWithState() ? burst.activeSecond() : burst.lastEndSecond()) + 1;
  }

  /**
   * When an alert is to be told of next, if nothing more comes; {@link Long#MAX_VALUE} where none
   * is out.
   */
  public long nextMillis(Map<RuleCatalogue, Rule> rules, RuleContext context) {
    long next = Long.MAX_VALUE;
    for (Map.Entry<RuleCatalogue, LifecycleState> entry : states.entrySet()) {
      Rule rule = rules.get(entry.getKey());
      if (rule != null && entry.getValue() instanceof Burning burning) {
        next = Math.min(next, resolvesAtMillis(rule, burning.burst(), context));
        if (isNews(burning, new Transitions(entry.getKey(), rule, context, told -> {}))) {
          next = Math.min(next, burning.told().againAtMillis());
        }
      }
    }
    return next;
  }

  private static long resolvesAtMillis(Rule rule, Burst burst, RuleContext context) {
    return holdEnd(rule, burst, context) * 1000 + context.progress().lateness().allowedMillis();
  }

  /** The last second in which a position still belongs to this alert (METHOD 9.4). */
  private static long holdEnd(Rule rule, Burst burst, RuleContext context) {
    Lasting lasting = rule.lasting();
    long hold = lasting.holdSeconds();
    if (lasting.recurs()) {
      double period = context.recurrenceSeconds(context.referenceSlice(burst.activeSecond()));
      long cycles = Double.isNaN(period) ? 0 : (long) (2 * period);
      hold = Math.max(hold, Math.min(Lasting.LONGEST_HOLD_SECONDS, cycles));
    }
    return burst.activeSecond() + hold;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeByte(states.size());
    for (Map.Entry<RuleCatalogue, LifecycleState> entry : states.entrySet()) {
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
}
