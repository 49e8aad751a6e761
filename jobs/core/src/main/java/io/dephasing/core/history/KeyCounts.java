package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Instance;
import io.dephasing.core.slice.ResourceKeys;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of the {@value #BUSIEST} busiest resource keys of each settled slice, and of all keys
 * together, as far back as a stampede's reference reaches (METHOD 14.4).
 */
public final class KeyCounts implements HistoryPart {
  /** Keys of a slice that are remembered, by 32 bits of their hash. */
  public static final int BUSIEST = 16;

  /** The trailing ten, and some to ask as of. */
  private static final int KEPT = 16;

  private final ArrayDeque<Minute> minutes = new ArrayDeque<>(2);

  private record Count(int hash, long events) {}

  private record Minute(long slice, long events, int keys, List<Count> busiest) {}

  void add(long slice, ResourceKeys keys) {
    while (!minutes.isEmpty() && minutes.getFirst().slice <= slice - KEPT) {
      minutes.removeFirst();
    }
    if (keys.isEmpty()) {
      return;
    }
    List<Count> busiest =
        keys.busiest(BUSIEST).stream()
            .map(each -> new Count(Instance.of(each.key()).hash(), each.events()))
            .toList();
    minutes.addLast(new Minute(slice, keys.events(), keys.keys(), busiest));
  }

  /**
   * Events of a key in the slices from {@code m - slices} to before m; where it was not among the
   * busiest of any, the mean of all keys. Slices that a stampede is about are none of them.
   */
  public long events(String key, long m, long slices, Floods stampedes) {
    int hash = Instance.of(key).hash();
    long own = 0;
    boolean isKnown = false;
    double mean = 0;
    for (Minute minute : minutes) {
      boolean isAsked = minute.slice >= m - slices && minute.slice < m;
      if (!isAsked || stampedes.isAbout(minute.slice)) {
        continue;
      }
      mean += minute.events / (double) minute.keys;
      for (Count count : minute.busiest) {
        if (count.hash == hash) {
          own += count.events;
          isKnown = true;
        }
      }
    }
    return isKnown ? own : Math.round(mean);
  }

  @Override
  public boolean isEmpty() {
    return minutes.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, minutes.size());
    for (Minute minute : minutes) {
      Varints.writeSigned(out, minute.slice);
      Varints.write(out, minute.events);
      Varints.write(out, minute.keys);
      Varints.write(out, minute.busiest.size());
      for (Count count : minute.busiest) {
        out.writeInt(count.hash);
        Varints.write(out, count.events);
      }
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      long slice = Varints.readSigned(in);
      long events = Varints.read(in);
      int keys = Varints.readInt(in);
      List<Count> busiest = new ArrayList<>();
      for (int counts = Varints.readInt(in); counts > 0; counts--) {
        busiest.add(new Count(in.readInt(), Varints.read(in)));
      }
      minutes.addLast(new Minute(slice, events, keys, busiest));
    }
  }
}
