package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.SecondSets;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.MinuteFold;
import io.dephasing.core.statistics.MinuteFold.Crowd;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * In which second of which minute of the hour instances start, one start of each, and whether the
 * hours before had too many in one second (METHOD 9.2). Of more than {@value #MOST} instances those
 * of the least hashes are looked at. Which of an instance's starts counts is drawn by a hash: it
 * hangs on nothing that it does.
 */
public final class SecondsOfMinute implements HistoryPart {
  /** The most instances that are looked at. */
  static final int MOST = 1024;

  private static final int HOUR_SLICES = 60;
  private static final int FIRST_CAPACITY = 8;
  private static final int ODD = 0x9E3779B9;
  private static final long NEVER = Long.MIN_VALUE;
  private static final Found NOTHING = new Found(NEVER, 0, Optional.empty());

  /** Mixed hashes, ascending. */
  private int[] keys = new int[FIRST_CAPACITY];

  private short[] seconds = new short[FIRST_CAPACITY];
  private int size;
  private long hour = NEVER;
  private Found found = NOTHING;

  /**
   * What an hour has shown.
   *
   * @param hour since the epoch
   * @param inRow hours in a row that have shown the same, with this one
   * @param crowd the second that too many share
   */
  public record Found(long hour, int inRow, Optional<Crowd> crowd) {
    /** Whether it has come back. */
    public boolean recurs() {
      return inRow >= 2;
    }
  }

  /** Takes a settled slice in that has all of its parts; in order of time. */
  void add(long slice, Slice settled) {
    long at = Math.floorDiv(slice, HOUR_SLICES);
    if (at != hour) {
      found = judged();
      hour = at;
      size = 0;
    }
    int start = Math.floorMod(slice, HOUR_SLICES) * Slice.BUCKETS;
    int first = isMostlyRounded(settled) ? 1 : 0;
    add(settled.instances().onTime(), start, first);
    add(settled.instances().notOnTime(), start, first);
  }

  /** Of second 0 nobody knows who started in it where half of its times are rounded to minutes. */
  private static boolean isMostlyRounded(Slice settled) {
    return 2 * settled.minuteMarks().starts() >= Math.max(1, settled.counts().starts()[0]);
  }

  private void add(SecondSets sets, int start, int first) {
    int[] hashes = sets.hashes(first, Slice.BUCKETS - 1);
    int next = 0;
    for (int bucket = first; next < hashes.length; bucket++) {
      int end = next + (sets.isSketch(bucket) ? 0 : sets.count(bucket));
      for (; next < end; next++) {
        add(mixed(hashes[next]), (short) (start + bucket));
      }
    }
  }

  private void add(int key, short second) {
    if (size == MOST && key > keys[size - 1]) {
      return;
    }
    int at = Arrays.binarySearch(keys, 0, size, key);
    if (at >= 0) {
      seconds[at] = isDrawn(key, second, seconds[at]) ? second : seconds[at];
    } else {
      insert(-at - 1, key, second);
    }
  }

  private void insert(int at, int key, short second) {
    if (size == keys.length && size < MOST) {
      keys = Arrays.copyOf(keys, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    size = Math.min(size, MOST - 1);
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(seconds, at, seconds, at + 1, size - at);
    keys[at] = key;
    seconds[at] = second;
    size++;
  }

  /** Of two starts of an instance the one in the minute that is drawn counts, there the first. */
  private static boolean isDrawn(int key, short second, short earlier) {
    int minute = second / Slice.BUCKETS;
    int other = earlier / Slice.BUCKETS;
    return minute != other && rank(key, minute) < rank(key, other);
  }

  private static int rank(int key, int minute) {
    return mixed(key ^ (minute + 1) * ODD);
  }

  /** Murmur3's last step: no two hashes become one. */
  private static int mixed(int hash) {
    int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
    h = (h ^ h >>> 13) * 0xC2B2AE35;
    return h ^ h >>> 16;
  }

  private Found judged() {
    if (hour == NEVER) {
      return NOTHING;
    }
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      all[i] = seconds[i];
    }
    Optional<Crowd> crowd = MinuteFold.of(all);
    boolean isSame =
        crowd.isPresent()
            && found.hour == hour - 1
            && found.crowd.isPresent()
            && crowd.get().isNear(found.crowd.get());
    int inRow = crowd.isEmpty() ? 0 : isSame ? found.inRow + 1 : 1;
    return new Found(hour, inRow, crowd);
  }

  /** What the hour before this slice has shown. */
  public Found before(long slice) {
    long wanted = Math.floorDiv(slice, HOUR_SLICES) - 1;
    Found last = wanted == hour ? judged() : found;
    return last.hour == wanted ? last : NOTHING;
  }

  @Override
  public boolean isEmpty() {
    return hour == NEVER;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(hour);
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(keys[i]);
      out.writeShort(seconds[i]);
    }
    out.writeLong(found.hour);
    Varints.write(out, found.inRow);
    out.writeBoolean(found.crowd.isPresent());
    if (found.crowd.isPresent()) {
      Crowd crowd = found.crowd.get();
      out.writeByte(crowd.second());
      out.writeByte(crowd.width());
      Varints.write(out, crowd.instances());
      Varints.write(out, crowd.all());
      out.writeDouble(crowd.fair());
      out.writeDouble(crowd.pValue());
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    hour = in.readLong();
    size = Varints.readInt(in);
    if (size > MOST) {
      throw new IOException("%d instances are more than %d".formatted(size, MOST));
    }
    int capacity = FIRST_CAPACITY;
    while (capacity < size) {
      capacity *= 2;
    }
    keys = new int[capacity];
    seconds = new short[capacity];
    for (int i = 0; i < size; i++) {
      keys[i] = in.readInt();
      seconds[i] = in.readShort();
    }
    long foundHour = in.readLong();
    int inRow = Varints.readInt(in);
    Optional<Crowd> crowd = in.readBoolean() ? Optional.of(readCrowd(in)) : Optional.empty();
    found = new Found(foundHour, inRow, crowd);
  }

  private static Crowd readCrowd(DataInput in) throws IOException {
    int second = in.readByte();
    int width = in.readByte();
    int instances = Varints.readInt(in);
    int all = Varints.readInt(in);
    return new Crowd(second, width, instances, all, in.readDouble(), in.readDouble());
  }
}
