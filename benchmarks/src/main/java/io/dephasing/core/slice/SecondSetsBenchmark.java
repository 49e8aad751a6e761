package io.dephasing.core.slice;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.dephasing.core.event.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sets of instances by second ({@link SecondSets}, {@link LargeSets}, {@link DistinctInstances})
 * against a {@code HashSet} for each second, and against a {@link DistinctInstances} for each. A
 * minute of a group of 20 instances with 10 starts a second, and a herd of 2,000 instances in one
 * second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SecondSetsBenchmark {
  private static final int STARTS_OF_A_SECOND = 10;
  private static final int MEMBERS = 20;

  /** Starts of 200 ms: what a partial slice holds. */
  private static final int STARTS_OF_A_PARTIAL = 2;

  private static final int HERD = 2_000;
  private static final int SECOND = 12;
  private static final int HERD_OF_A_PARTIAL = 200;

  /** Coprime to the members: each acts as often. */
  private static final int STRIDE = 7;

  /** Of the standard error of a sketch of 512 registers, 3.4 %: so many times is no chance. */
  private static final double TOLERANCE = 5 * 0.034;

  private final int[] hashes = new int[Slice.BUCKETS * STARTS_OF_A_SECOND];
  private final int[] herd = new int[HERD];
  private final List<SecondSets> partials = new ArrayList<>();
  private final List<SetsSimple> partialsSimple = new ArrayList<>();
  private final List<SecondSets> herdPartials = new ArrayList<>();
  private final List<SetsSimple> herdPartialsSimple = new ArrayList<>();
  private SecondSets whole = SecondSets.fine();
  private SetsSimple wholeSimple = new SetsSimple();

  /** A set for each second in which somebody acts. */
  private static final class SetsSimple {
    final List<@Nullable Set<Integer>> sets = new ArrayList<>();

    SetsSimple() {
      for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
        sets.add(null);
      }
    }

    Set<Integer> of(int bucket) {
      Set<Integer> set = sets.get(bucket);
      if (set == null) {
        set = new HashSet<>();
        sets.set(bucket, set);
      }
      return set;
    }

    void absorb(SetsSimple other) {
      for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
        Set<Integer> theirs = other.sets.get(bucket);
        if (theirs != null) {
          of(bucket).addAll(theirs);
        }
      }
    }

    long count() {
      long sum = 0;
      for (Set<Integer> set : sets) {
        sum += set == null ? 0 : set.size();
      }
      return sum;
    }
  }

  /** Makes all that is measured, and sees to it that all forms count the same. */
  @Setup
  public void prepare() {
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = Instance.of("pod-" + i * STRIDE % MEMBERS).hash();
    }
    for (int i = 0; i < HERD; i++) {
      herd[i] = Instance.of("pod-" + i).hash();
    }
    fill(partials, partialsSimple, hashes, STARTS_OF_A_PARTIAL);
    fill(herdPartials, herdPartialsSimple, herd, HERD_OF_A_PARTIAL);
    whole = minute();
    wholeSimple = minuteSimple();
    check(count(whole), wholeSimple.count(), 0);
    check(count(whole), count(minuteSimpleObjects()), 0);
    check(count(merged()), mergedSimple().count(), 0);
    check(union(), unionSimple(), 0);
    check(herd(), herdSimple(), TOLERANCE);
    check(herd(), herdSimpleBounded(), 0);
    check(herdMerged(), herdMergedSimple(), TOLERANCE);
  }

  private static void fill(
      List<SecondSets> ours, List<SetsSimple> theirs, int[] starts, int ofAPartial) {
    for (int from = 0; from < starts.length; from += ofAPartial) {
      SecondSets sets = SecondSets.fine();
      SetsSimple simple = new SetsSimple();
      for (int i = from; i < from + ofAPartial; i++) {
        int bucket = starts.length == HERD ? SECOND : i / STARTS_OF_A_SECOND;
        sets.add(bucket, starts[i]);
        simple.of(bucket).add(starts[i]);
      }
      ours.add(sets);
      theirs.add(simple);
    }
  }

  private static void check(long ours, long simple, double tolerance) {
    if (Math.abs(ours - simple) > tolerance * simple) {
      throw new IllegalStateException("%d instances, not %d".formatted(ours, simple));
    }
  }

  private static long count(SecondSets sets) {
    long sum = 0;
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      sum += sets.count(bucket);
    }
    return sum;
  }

  private static long count(@Nullable DistinctInstances[] sets) {
    long sum = 0;
    for (DistinctInstances set : sets) {
      sum += set == null ? 0 : set.count();
    }
    return sum;
  }

  /** A minute start by start. */
  @Benchmark
  public SecondSets minute() {
    SecondSets sets = SecondSets.fine();
    for (int i = 0; i < hashes.length; i++) {
      sets.add(i / STARTS_OF_A_SECOND, hashes[i]);
    }
    return sets;
  }

  /** The same in a {@code HashSet} a second. */
  @Benchmark
  public SetsSimple minuteSimple() {
    SetsSimple sets = new SetsSimple();
    for (int i = 0; i < hashes.length; i++) {
      sets.of(i / STARTS_OF_A_SECOND).add(hashes[i]);
    }
    return sets;
  }

  /** The same in an exact set of our own a second. */
  @Benchmark
  public @Nullable DistinctInstances[] minuteSimpleObjects() {
    @Nullable DistinctInstances[] sets = new DistinctInstances[Slice.BUCKETS];
    for (int i = 0; i < hashes.length; i++) {
      int bucket = i / STARTS_OF_A_SECOND;
      DistinctInstances set = sets[bucket];
      if (set == null) {
        set = DistinctInstances.ofSecond();
        sets[bucket] = set;
      }
      set.add(hashes[i]);
    }
    return sets;
  }

  /** A minute partial by partial, as the group's step takes it in. */
  @Benchmark
  public SecondSets merged() {
    SecondSets all = SecondSets.fine();
    for (SecondSets partial : partials) {
      all.absorb(partial);
    }
    return all;
  }

  /** The same in a {@code HashSet} a second. */
  @Benchmark
  public SetsSimple mergedSimple() {
    SetsSimple all = new SetsSimple();
    for (SetsSimple partial : partialsSimple) {
      all.absorb(partial);
    }
    return all;
  }

  /** Everybody of a minute, as a window that ends asks for it. */
  @Benchmark
  public long union() {
    DistinctInstances all = DistinctInstances.wide();
    whole.addTo(all);
    return all.count();
  }

  /** The same of a {@code HashSet} a second. */
  @Benchmark
  public long unionSimple() {
    Set<Integer> all = new HashSet<>();
    for (Set<Integer> set : wholeSimple.sets) {
      if (set != null) {
        all.addAll(set);
      }
    }
    return all.size();
  }

  /** A herd start by start: exact to 512, then a sketch. */
  @Benchmark
  public long herd() {
    SecondSets sets = SecondSets.fine();
    for (int hash : herd) {
      sets.add(SECOND, hash);
    }
    return sets.count(SECOND);
  }

  /** The same in one {@code HashSet}, which knows no bound. */
  @Benchmark
  public long herdSimple() {
    Set<Integer> set = new HashSet<>();
    for (int hash : herd) {
      set.add(hash);
    }
    return set.size();
  }

  /** The same in one {@code HashSet} to 512, then in the same sketch. */
  @Benchmark
  public long herdSimpleBounded() {
    Set<Integer> set = new HashSet<>();
    UltraLogLog sketch = null;
    for (int hash : herd) {
      if (sketch == null) {
        set.add(hash);
        if (set.size() > DistinctInstances.EXACT_LIMIT) {
          sketch = UltraLogLog.create(DistinctInstances.FINE_PRECISION);
          for (int each : set) {
            sketch.add(DistinctInstances.spread(each));
          }
        }
      } else {
        sketch.add(DistinctInstances.spread(hash));
      }
    }
    return sketch == null ? set.size() : Math.round(sketch.getDistinctCountEstimate());
  }

  /** A herd partial by partial. */
  @Benchmark
  public long herdMerged() {
    SecondSets all = SecondSets.fine();
    for (SecondSets partial : herdPartials) {
      all.absorb(partial);
    }
    return all.count(SECOND);
  }

  /** The same in a {@code HashSet} a second. */
  @Benchmark
  public long herdMergedSimple() {
    SetsSimple all = new SetsSimple();
    for (SetsSimple partial : herdPartialsSimple) {
      all.absorb(partial);
    }
    return all.of(SECOND).size();
  }
}
