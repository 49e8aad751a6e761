package io.dephasing.core.group;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.RuleCatalogue;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Positions that wait for later seconds to be complete before their rule can judge them. They are
 * sorted by the second that they wait for, then by their own second, by rule and by variant.
 * Bounded: a position lies between what is settled and what has arrived. Sorted columns instead of
 * a tree: with a limit on runs at once each second of each group waits here, and is mostly
 * appended.
 */
final class Pending {
  private static final long[] NOTHING = {};
  private static final int FEWEST = 16;
  private static final int MOST_KEPT = 256;
  private static final int VARIANT_BITS = 8;
  private static final int VARIANT_MASK = (1 << VARIANT_BITS) - 1;

  private long[] gates = NOTHING;
  private long[] ends = NOTHING;

  /** Rule and variant. */
  private long[] kinds = NOTHING;

  private long[] memories = NOTHING;

  /** Where the first waits, and the place behind the last. */
  private int from;

  private int to;

  /** Behind the last that was put: what comes next mostly belongs there, or waits there already. */
  private int guess;

  /** A position and the rule that waits with it. */
  record Due(RuleCatalogue rule, Position position) {}

  void add(long gateSecond, RuleCatalogue rule, Position position, long memory) {
    long kind = (long) rule.ordinal() << VARIANT_BITS | position.variant();
    int at = place(gateSecond, position.endSecond(), kind);
    if (at == to || compare(at, gateSecond, position.endSecond(), kind) != 0) {
      at = open(at);
      gates[at] = gateSecond;
      ends[at] = position.endSecond();
      kinds[at] = kind;
    }
    memories[at] = memory;
    guess = at + 1;
  }

  /** Where it waits, or would. */
  private int place(long gate, long end, long kind) {
    boolean isPast = guess > from && guess <= to && compare(guess - 1, gate, end, kind) < 0;
    if (isPast && (guess == to || compare(guess, gate, end, kind) >= 0)) {
      return guess;
    }
    int low = isPast ? guess + 1 : from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, gate, end, kind) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int at, long gate, long end, long kind) {
    if (gates[at] != gate) {
      return gates[at] < gate ? -1 : 1;
    }
    return ends[at] != end ? Long.compare(ends[at], end) : Long.compare(kinds[at], kind);
  }

  /** Makes room for one more in front of this one, and says where that is. */
  private int open(int at) {
    if (from > 0 && at - from < to - at) {
      move(from, from - 1, at - from);
      from--;
      return at - 1;
    }
    int shift = to == gates.length ? makeRoom() : 0;
    move(at - shift, at - shift + 1, to - at + shift);
    to++;
    return at - shift;
  }

  /** Makes room behind the last, and says by how much all have moved to the front. */
  private int makeRoom() {
    int shift = from;
    if (2 * from <= gates.length) {
      int capacity = Math.max(FEWEST, 2 * gates.length);
      gates = Arrays.copyOf(gates, capacity);
      ends = Arrays.copyOf(ends, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      memories = Arrays.copyOf(memories, capacity);
    }
    move(from, 0, to - from);
    to -= from;
    from = 0;
    return shift;
  }

  private void move(int source, int target, int length) {
    System.arraycopy(gates, source, gates, target, length);
    System.arraycopy(ends, source, ends, target, length);
    System.arraycopy(kinds, source, kinds, target, length);
    System.arraycopy(memories, source, memories, target, length);
  }

  /** The next that waits for no more than this second; null where there is none. */
  @Nullable Due poll(long completeSecond) {
    if (from == to || gates[from] > completeSecond) {
      return null;
    }
    int at = from++;
    Due due = new Due(rule(at), new Position(ends[at], variant(at), memories[at]));
    if (from == to) {
      clear();
    }
    return due;
  }

  /** What many needed once is not kept for few. */
  private void clear() {
    from = 0;
    to = 0;
    if (gates.length > MOST_KEPT) {
      gates = NOTHING;
      ends = NOTHING;
      kinds = NOTHING;
      memories = NOTHING;
    }
  }

  private RuleCatalogue rule(int at) {
    return RuleCatalogue.all().get((int) (kinds[at] >> VARIANT_BITS));
  }

  private int variant(int at) {
    return (int) kinds[at] & VARIANT_MASK;
  }

  /** When the next is due: its second is complete; {@link Long#MAX_VALUE} where none waits. */
  long nextMillis() {
    return from == to ? Long.MAX_VALUE : (gates[from] + 1) * 1000;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, to - from);
    for (int at = from; at < to; at++) {
      out.writeLong(gates[at]);
      out.writeLong(ends[at]);
      out.writeUTF(rule(at).id());
      out.writeByte(variant(at));
      out.writeLong(memories[at]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      long gate = in.readLong();
      long end = in.readLong();
      String id = in.readUTF();
      RuleCatalogue rule =
          RuleCatalogue.ofId(id)
              .orElseThrow(
                  () ->
                      new IOException(
                          "rule %s is unknown: written by a newer version".formatted(id)));
      Position position = Position.at(end, in.readByte());
      add(gate, rule, position, in.readLong());
    }
  }
}
