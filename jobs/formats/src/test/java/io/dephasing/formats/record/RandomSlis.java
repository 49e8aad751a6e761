package io.dephasing.formats.record;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Comparison.Change;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.SampleMeasures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.ActivityTimeline.Transition;
import io.dephasing.core.slice.InstanceActivity;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.slice.WindowExemplar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SLIs of which each part is there or not, short or long, by the dice. */
public final class RandomSlis {
  private static final String[] LETTERS = {"a", "Z", "-", "/", "%", "ü", "☂", "𝄞"};
  private static final int MOST = 70;

  private final Random random;
  private final boolean isFull;

  private RandomSlis(long seed, boolean isFull) {
    this.random = new Random(seed);
    this.isFull = isFull;
  }

  /** Any. */
  public static WindowSli of(long seed) {
    return new RandomSlis(seed, false).sli();
  }

  /** One of which no part is absent or empty. */
  public static WindowSli full(long seed) {
    return new RandomSlis(seed, true).sli();
  }

  private WindowSli sli() {
    long start = random.nextLong(4_000_000_000_000L);
    return new WindowSli(
        new GroupKey(
            EventKind.values()[random.nextInt(EventKind.values().length)],
            "s" + text(),
            "n" + text(),
            isGiven() ? text() : null),
        new Window(start, start + random.nextLong(1, 600_000)),
        random.nextInt(3),
        SampleMeasures.of(byId(this::number)),
        compliance(),
        nonScalars(),
        new WindowExamples(
            some(() -> new ActivityTimeline(text(), some(this::transition))),
            some(
                () ->
                    new WindowExemplar(
                        text(), text(), time(), isGiven() ? signed() : Absent.MILLIS))));
  }

  private Compliance compliance() {
    return new Compliance(
        byId(this::number),
        compliant(),
        isGiven() ? random.nextDouble() : Double.NaN,
        text(),
        new Comparison(byId(this::number), byId(() -> new Change(number(), number(), number()))));
  }

  private @Nullable Boolean compliant() {
    return isGiven() ? random.nextBoolean() : null;
  }

  private NonScalars nonScalars() {
    return new NonScalars(
        some(
            () ->
                new DetectedHerd(
                    time(), time(), time(), count(), random.nextDouble(), random.nextInt(99))),
        counts(1 + random.nextInt(MOST)),
        counts(1 + random.nextInt(MOST)),
        counts(RunOutcome.values().length),
        counts(8),
        counts(10),
        some(() -> new ResourceCount(text(), signed())));
  }

  private Transition transition() {
    InstanceActivity[] states = InstanceActivity.values();
    return new Transition(time(), states[random.nextInt(states.length)]);
  }

  private boolean isGiven() {
    return isFull || random.nextBoolean();
  }

  private int[] counts(int size) {
    return isGiven() ? random.ints(size).map(any -> count()).toArray() : new int[0];
  }

  private <T> List<T> some(Supplier<T> one) {
    return isGiven() ? Stream.generate(one).limit(1 + random.nextInt(MOST)).toList() : List.of();
  }

  private <T> Map<String, T> byId(Supplier<T> value) {
    Map<String, T> byId = new HashMap<>();
    for (Measure measure : Measure.all()) {
      if (isGiven()) {
        byId.put(measure.id(), value.get());
      }
    }
    return random.nextInt(4) > 0 || isFull ? byId : Map.of();
  }

  /** Of each length in bytes that a varint has. */
  private int count() {
    return random.nextInt() >>> (1 + random.nextInt(31));
  }

  private long signed() {
    return random.nextLong() >> random.nextInt(64);
  }

  private long time() {
    return random.nextLong(4_000_000_000_000L);
  }

  private double number() {
    return random.nextInt(5) == 0 ? random.nextInt(3) - 1 : random.nextGaussian() * 1e6;
  }

  /** Sometimes empty, sometimes of many kilobytes. */
  private String text() {
    int length = isFull ? 5 : random.nextInt(100) == 0 ? random.nextInt(9_000) : random.nextInt(9);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }
}
