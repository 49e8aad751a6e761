package io.dephasing.core.group;

import io.dephasing.core.group.Pending.Due;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.RuleCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Positions that wait ({@link Pending}) against a tree. Ten minutes come ahead of the watermark, of
 * which each second waits for itself, as with a limit on runs at once: 600 wait. Each minute comes
 * twice, as from two subtasks. Then the watermark passes second by second, and all come due.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PendingBenchmark {
  private static final long FIRST_SECOND = 1_767_225_600L;
  private static final int SECONDS = 600;
  private static final int MINUTE = 60;
  private static final int WIDTH = 5;
  private static final int VARIANT = 2;

  /**
   * From how many seconds one also waits for seconds behind it, as a position of a herd does, and
   * so is not appended: hardly any, or every tenth.
   */
  @Param({"600", "10"})
  public int apart = SECONDS;

  private final List<Asked> asked = new ArrayList<>();

  /** What a rule wants to wait, in the order in which it is asked for. */
  private record Asked(long gate, RuleCatalogue rule, Position position, long memory) {}

  /** A tree of the same order. */
  private static final class PendingSimple {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::gate)
            .thenComparingLong(Key::end)
            .thenComparing(Key::rule)
            .thenComparingInt(Key::variant);

    private final NavigableMap<Key, Long> memories = new TreeMap<>(ORDER);

    private record Key(long gate, long end, RuleCatalogue rule, int variant) {}

    void add(long gate, RuleCatalogue rule, Position position, long memory) {
      memories.put(new Key(gate, position.endSecond(), rule, position.variant()), memory);
    }

    @Nullable Due poll(long completeSecond) {
      if (memories.isEmpty() || memories.firstKey().gate() > completeSecond) {
        return null;
      }
      Map.Entry<Key, Long> first = memories.pollFirstEntry();
      Key key = first.getKey();
      return new Due(key.rule(), new Position(key.end(), key.variant(), first.getValue()));
    }
  }

  /** Makes what is asked, and sees to it that both let the same come due. */
  @Setup
  public void prepare() {
    for (int minute = 0; minute < SECONDS; minute += MINUTE) {
      for (int subtask = 0; subtask < 2; subtask++) {
        for (int second = minute; second < minute + MINUTE; second++) {
          long end = FIRST_SECOND + second;
          asked.add(new Asked(end, RuleCatalogue.CONCURRENCY, Position.at(end, 0), 0));
          if (second % apart == 0) {
            Position position = Position.at(end, VARIANT);
            asked.add(new Asked(end + WIDTH, RuleCatalogue.HERD, position, subtask));
          }
        }
      }
    }
    if (columns() != columnsSimple()) {
      throw new IllegalStateException("not the same comes due");
    }
  }

  /** Sorted columns. */
  @Benchmark
  public long columns() {
    Pending pending = new Pending();
    for (Asked each : asked) {
      pending.add(each.gate, each.rule, each.position, each.memory);
    }
    long sum = 0;
    for (long second = FIRST_SECOND; second < FIRST_SECOND + SECONDS + WIDTH; second++) {
      for (Due due = pending.poll(second); due != null; due = pending.poll(second)) {
        sum = 31 * sum + mark(due);
      }
    }
    return sum;
  }

  /** A tree. */
  @Benchmark
  public long columnsSimple() {
    PendingSimple pending = new PendingSimple();
    for (Asked each : asked) {
      pending.add(each.gate, each.rule, each.position, each.memory);
    }
    long sum = 0;
    for (long second = FIRST_SECOND; second < FIRST_SECOND + SECONDS + WIDTH; second++) {
      for (Due due = pending.poll(second); due != null; due = pending.poll(second)) {
        sum = 31 * sum + mark(due);
      }
    }
    return sum;
  }

  private static long mark(Due due) {
    Position position = due.position();
    return due.rule().ordinal() + position.endSecond() + position.variant() + position.memory();
  }
}
