package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunPhase;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * STARTs and ENDs that name their run, of the {@value #INSTANCES} instances with the smallest
 * hashes, the first {@value #MARKS} of each: from them the history tells whether runs add up
 * (METHOD 10, F6). A function of the events alone, and the same instances from slice to slice.
 */
public final class RunMarks extends SliceComponent<RunMarks> {
  /** Instances that are followed. */
  public static final int INSTANCES = 16;

  /** Marks of an instance in a slice. */
  public static final int MARKS = 8;

  private static final int[] NOBODY = {};
  private static final Track[] NOTHING = {};
  private static final int UNKNOWN = -1;

  private int[] hashes = NOBODY;
  private Track[] tracks = NOTHING;
  private int size;

  /** Takes marks. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * One START or END.
     *
     * @param instance hash of the instance
     * @param run hash of the run's id
     * @param millis when, since the slice's start
     * @param durationMillis length of the run that ended; {@link Absent#MILLIS} where not known
     */
    void accept(int instance, int run, RunPhase phase, long millis, long durationMillis);
  }

  /** Marks of one instance, ascending: ms since the slice's start, phase, run. */
  private static final class Track {
    private long[] packed = new long[2];
    private int[] durations = new int[2];
    private int length;

    void offer(long mark, int durationMillis) {
      int at = Arrays.binarySearch(packed, 0, length, mark);
      if (at >= 0) {
        durations[at] = Math.max(durations[at], durationMillis);
        return;
      }
      int insertion = -at - 1;
      if (insertion == MARKS) {
        return;
      }
      if (length == packed.length && length < MARKS) {
        packed = Arrays.copyOf(packed, Math.min(MARKS, 2 * length));
        durations = Arrays.copyOf(durations, packed.length);
      }
      length = Math.min(length + 1, MARKS);
      System.arraycopy(packed, insertion, packed, insertion + 1, length - 1 - insertion);
      System.arraycopy(durations, insertion, durations, insertion + 1, length - 1 - insertion);
      packed[insertion] = mark;
      durations[insertion] = durationMillis;
    }
  }

  /** Folds one event in, if it names what is asked for. */
  void add(EventBatch batch, int i) {
    Event event = batch.named(i);
    String id = event == null ? null : event.details().run().runId();
    if (id == null) {
      return;
    }
    Track track = track(batch.hash(i));
    if (track == null) {
      return;
    }
    long at = batch.millisOfSlice(i);
    long duration = batch.isEnd(i) ? batch.durationMillis(i) : Absent.MILLIS;
    int kept =
        Absent.isGiven(duration) && duration >= 0
            ? (int) Math.min(Integer.MAX_VALUE, duration)
            : UNKNOWN;
    // Java defines the hash of a string, and remembers it: no allocation.
    track.offer(
        at << 33 | (long) batch.phase(i).ordinal() << 32 | (id.hashCode() & 0xFFFFFFFFL), kept);
  }

  /** The instance's track; null where there are enough of smaller hashes. */
  private @Nullable Track track(int hash) {
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at >= 0) {
      return tracks[at];
    }
    int insertion = -at - 1;
    if (insertion == INSTANCES) {
      return null;
    }
    if (size == hashes.length && size < INSTANCES) {
      int longer = Math.min(INSTANCES, Math.max(2, 2 * size));
      hashes = Arrays.copyOf(hashes, longer);
      tracks = Arrays.copyOf(tracks, longer);
    }
    size = Math.min(size + 1, INSTANCES);
    System.arraycopy(hashes, insertion, hashes, insertion + 1, size - 1 - insertion);
    System.arraycopy(tracks, insertion, tracks, insertion + 1, size - 1 - insertion);
    Track track = new Track();
    hashes[insertion] = hash;
    tracks[insertion] = track;
    return track;
  }

  @Override
  public void absorb(RunMarks other) {
    for (int i = 0; i < other.size; i++) {
      Track mine = track(other.hashes[i]);
      Track theirs = other.tracks[i];
      for (int j = 0; mine != null && j < theirs.length; j++) {
        mine.offer(theirs.packed[j], theirs.durations[j]);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      Track track = tracks[i];
      out.writeInt(hashes[i]);
      out.writeByte(track.length);
      for (int j = 0; j < track.length; j++) {
        Varints.write(out, track.packed[j] >>> 32);
        out.writeInt((int) track.packed[j]);
        Varints.write(out, track.durations[j] + 1L);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int count = Varints.readInt(in);
    if (count > INSTANCES) {
      throw new IOException("marks of %d instances, at most %d".formatted(count, INSTANCES));
    }
    hashes = new int[count];
    tracks = new Track[count];
    size = count;
    for (int i = 0; i < count; i++) {
      hashes[i] = in.readInt();
      tracks[i] = new Track();
      for (int left = in.readByte(); left > 0; left--) {
        long mark = Varints.read(in) << 32 | (in.readInt() & 0xFFFFFFFFL);
        tracks[i].offer(mark, (int) (Varints.read(in) - 1));
      }
    }
  }

  /** All marks, by instance, and each instance's in order of time. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      Track track = tracks[i];
      for (int j = 0; j < track.length; j++) {
        long mark = track.packed[j];
        int duration = track.durations[j];
        visitor.accept(
            hashes[i],
            (int) mark,
            (mark >>> 32 & 1) == RunPhase.END.ordinal() ? RunPhase.END : RunPhase.START,
            mark >>> 33,
            duration == UNKNOWN ? Absent.MILLIS : duration);
      }
    }
  }
}
