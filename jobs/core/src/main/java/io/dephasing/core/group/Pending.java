package io.dephasing.core.group;

import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions that wait for what they are compared with, by the second that they wait for. Bounded:
 * positions lie between what is settled and what has arrived.
 */
final class Pending {
  private final TreeMap<Key, Long> waiting =
      new TreeMap<>(
          Comparator.comparingLong(Key::gateSecond)
              .thenComparingLong(Key::endSecond)
              .thenComparing(Key::rule)
              .thenComparingInt(Key::variant));

  private record Key(long gateSecond, long endSecond, RuleCatalogue rule, int variant) {}

  /** A position and the rule that waits with it. */
  record Due(RuleCatalogue rule, Position position) {}

  void add(long gateSecond, RuleCatalogue rule, Position position, long memory) {
    waiting.put(new Key(gateSecond, position.endSecond(), rule, position.variant()), memory);
  }

  /** The next that waits for no more than this second; null where there is none. */
  @Nullable Due poll(long completeSecond) {
    Map.Entry<Key, Long> first = waiting.firstEntry();
    if (first == null || first.getKey().gateSecond > completeSecond) {
      return null;
    }
    waiting.pollFirstEntry();
    Key key = first.getKey();
    return new Due(key.rule, new Position(key.endSecond, key.variant, first.getValue()));
  }

  /** When the next is due: its second is complete; {@link Long#MAX_VALUE} where none waits. */
  long nextMillis() {
    return waiting.isEmpty() ? Long.MAX_VALUE : (waiting.firstKey().gateSecond + 1) * 1000;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, waiting.size());
    for (Map.Entry<Key, Long> entry : waiting.entrySet()) {
      out.writeLong(entry.getKey().gateSecond);
      out.writeLong(entry.getKey().endSecond);
      out.writeUTF(entry.getKey().rule.id());
      out.writeByte(entry.getKey().variant);
      out.writeLong(entry.getValue());
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
