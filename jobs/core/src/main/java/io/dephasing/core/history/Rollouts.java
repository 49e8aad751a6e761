package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Versions;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long new versions take to reach 95 % of the members (METHOD 14.6). At most {@value #MOST} are
 * followed at once, each with a distinct count. A version that the group had within a day is no new
 * one, and one that nobody has had for an hour and two cadences is given up.
 */
public final class Rollouts implements HistoryPart {
  private static final int MOST = 4;
  private static final int MOST_KNOWN = 16;
  private static final int KEPT_DURATIONS = 6;
  private static final double SHARE = 0.95;
  private static final long DAY = 1440;
  private static final long HOUR = 60;

  /** A rollout that is over is remembered for as long as windows may ask. */
  private static final long ASKED = 16;

  private static final long ONGOING = Long.MAX_VALUE;

  /** Versions and the last slice that had them. */
  private final TreeMap<String, Long> known = new TreeMap<>();

  private final List<Rollout> followed = new ArrayList<>(1);
  private final ArrayDeque<Done> done = new ArrayDeque<>(1);

  private record Done(long slice, long millis) {}

  private static final class Rollout {
    private final String version;
    private final long firstMillis;
    private long lastSlice;
    private long doneSlice = ONGOING;
    private long doneMillis;
    private final DistinctInstances instances = DistinctInstances.wide();

    Rollout(String version, long firstMillis) {
      this.version = version;
      this.firstMillis = firstMillis;
    }

    long firstSlice() {
      return Slice.indexOf(firstMillis);
    }
  }

  /**
   * Takes a settled slice's versions in.
   *
   * @param isWarm whether the group was watched for long enough to know its versions
   * @param members M, the slice included
   * @param cadenceSlices the cadence; 0 where unknown
   */
  void add(long slice, Versions versions, boolean isWarm, int members, long cadenceSlices) {
    if (versions.isEmpty() && followed.isEmpty()) {
      return;
    }
    long quiet = Math.max(HOUR, 2 * cadenceSlices);
    followed.removeIf(
        each ->
            each.doneSlice == ONGOING
                ? each.lastSlice < slice - quiet
                : each.doneSlice < slice - ASKED);
    known.values().removeIf(last -> last < slice - Math.max(DAY, quiet));
    boolean isNews = isWarm && !known.isEmpty() && known.size() < MOST_KNOWN;
    versions.forEach(
        (version, first, last, instances) -> {
          long start = slice * Slice.LENGTH_MILLIS;
          if (isNews && !known.containsKey(version)) {
            follow(new Rollout(version, start + first));
          }
          known.put(version, slice);
          Rollout rollout = find(version);
          if (rollout != null) {
            advance(rollout, slice, instances, members, start + last);
          }
        });
    while (known.size() > MOST_KNOWN) {
      known.pollLastEntry();
    }
  }

  private void follow(Rollout rollout) {
    if (followed.size() == MOST) {
      followed.remove(0);
    }
    followed.add(rollout);
  }

  private @Nullable Rollout find(String version) {
    for (Rollout each : followed) {
      if (each.version.equals(version) && each.doneSlice == ONGOING) {
        return each;
      }
    }
    return null;
  }

  private void advance(
      Rollout rollout, long slice, DistinctInstances instances, int members, long lastMillis) {
    rollout.lastSlice = slice;
    rollout.instances.absorb(instances);
    if (rollout.instances.count() < SHARE * members) {
      return;
    }
    rollout.doneSlice = slice;
    rollout.doneMillis = lastMillis - rollout.firstMillis;
    done.addLast(new Done(slice, rollout.doneMillis));
    if (done.size() > KEPT_DURATIONS) {
      done.removeFirst();
    }
  }

  /**
   * How long the longest rollout has lasted that goes on, or has just come to its end, as the
   * slices before this one tell.
   *
   * @param nowMillis until when one lasts that goes on, ms since the epoch
   * @return seconds; NaN where there is none
   */
  public double seconds(long slice, long nowMillis) {
    double longest = Double.NaN;
    for (Rollout each : followed) {
      if (each.firstSlice() < slice && each.doneSlice >= slice - 1) {
        long millis = each.doneSlice < slice ? each.doneMillis : nowMillis - each.firstMillis;
        longest = Double.isNaN(longest) ? millis / 1e3 : Math.max(longest, millis / 1e3);
      }
    }
    return longest;
  }

  /**
   * The longest of the last three rollouts that were over before a slice.
   *
   * @return seconds; NaN where fewer than three are known
   */
  public double longestOfThree(long slice) {
    List<Done> before = done.stream().filter(each -> each.slice < slice).toList();
    return before.size() < 3
        ? Double.NaN
        : before.subList(before.size() - 3, before.size()).stream()
                .mapToLong(Done::millis)
                .max()
                .orElse(0)
            / 1e3;
  }

  @Override
  public boolean isEmpty() {
    return known.isEmpty() && followed.isEmpty() && done.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, known.size());
    for (Map.Entry<String, Long> entry : known.entrySet()) {
      out.writeUTF(entry.getKey());
      Varints.writeSigned(out, entry.getValue());
    }
    Varints.write(out, followed.size());
    for (Rollout each : followed) {
      out.writeUTF(each.version);
      out.writeLong(each.firstMillis);
      Varints.writeSigned(out, each.lastSlice);
      out.writeLong(each.doneSlice);
      Varints.write(out, each.doneMillis);
      each.instances.write(out);
    }
    Varints.write(out, done.size());
    for (Done each : done) {
      Varints.writeSigned(out, each.slice);
      Varints.write(out, each.millis);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      String name = in.readUTF();
      known.put(name, Varints.readSigned(in));
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      Rollout each = new Rollout(in.readUTF(), in.readLong());
      each.lastSlice = Varints.readSigned(in);
      each.doneSlice = in.readLong();
      each.doneMillis = Varints.read(in);
      each.instances.read(in);
      followed.add(each);
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      done.addLast(new Done(Varints.readSigned(in), Varints.read(in)));
    }
  }
}
