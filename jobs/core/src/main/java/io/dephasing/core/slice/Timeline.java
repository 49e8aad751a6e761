package io.dephasing.core.slice;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Outcome;
import io.dephasing.core.event.Phase;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@value #MEMBERS} instances with the smallest hashes did, the first {@value
 * #TRANSITIONS} transitions of each: a function of the events alone, not of their order, and the
 * same instances from slice to slice. Two instances of one hash are one here.
 */
public final class Timeline extends SliceComponent<Timeline> {
  /** Most instances of a slice: with more of them, an ordinary group would take over 16 KiB. */
  public static final int MEMBERS = 20;

  /** Most transitions of an instance in a slice. */
  public static final int TRANSITIONS = 8;

  /** What acts without an END is seen to act for this long. */
  private static final long ACT_MILLIS = 1_000;

  private static final int STATE_BITS = 2;
  private static final InstanceState[] STATES = InstanceState.values();
  private static final int[] NOBODY = {};
  private static final Track[] NOTHING = {};

  /** Sorted; apart from the tracks, for most events ask for nothing but their place in here. */
  private int[] hashes = NOBODY;

  private Track[] tracks = NOTHING;
  private int size;

  /** Transitions of one instance, ascending: ms since the slice's start, then the state. */
  private static final class Track {
    private final String id;
    private int[] packed = new int[2];
    private int length;

    Track(String id) {
      this.id = id;
    }

    /** The smaller id, where two instances have one hash. */
    Track named(String other) {
      if (id.compareTo(other) <= 0) {
        return this;
      }
      Track renamed = new Track(other);
      renamed.packed = packed;
      renamed.length = length;
      return renamed;
    }

    void offer(int transition) {
      int at = Arrays.binarySearch(packed, 0, length, transition);
      int insertion = -at - 1;
      if (at >= 0 || insertion == TRANSITIONS) {
        return;
      }
      if (length == packed.length && length < TRANSITIONS) {
        packed = Arrays.copyOf(packed, Math.min(TRANSITIONS, 2 * length));
      }
      length = Math.min(length + 1, TRANSITIONS);
      System.arraycopy(packed, insertion, packed, insertion + 1, length - 1 - insertion);
      packed[insertion] = transition;
    }
  }

  @Override
  public void add(Event event, boolean onTime) {
    Track track = track(event.instance());
    if (track == null) {
      return;
    }
    long at = Math.floorMod(event.timeMillis(), Slice.LENGTH_MILLIS);
    if (event.phase() == Phase.END) {
      track.offer(packed(at, ended(event.details().run().outcome())));
      return;
    }
    track.offer(packed(at, InstanceState.RUNNING));
    long scheduled = event.details().schedule().scheduledTimeMillis();
    long waited = Absent.isGiven(scheduled) ? event.timeMillis() - scheduled : 0;
    if (waited > 0 && waited <= at) {
      track.offer(packed(at - waited, InstanceState.WAITING));
    }
    if (!event.group().kind().hasPhases() && at + ACT_MILLIS < Slice.LENGTH_MILLIS) {
      track.offer(packed(at + ACT_MILLIS, InstanceState.IDLE));
    }
  }

  private static InstanceState ended(@Nullable Outcome outcome) {
    return outcome == Outcome.FAILURE || outcome == Outcome.TIMEOUT
        ? InstanceState.FAILED
        : InstanceState.IDLE;
  }

  private static int packed(long atMillis, InstanceState state) {
    return (int) atMillis << STATE_BITS | state.ordinal();
  }

  /** The instance's track; null where there are enough of smaller hashes. */
  private @Nullable Track track(Instance instance) {
    int at = Arrays.binarySearch(hashes, 0, size, instance.hash());
    if (at >= 0) {
      String id = tracks[at].id;
      if (!id.equals(instance.id())) {
        tracks[at] = tracks[at].named(InstanceSample.cut(instance).id());
      }
      return tracks[at];
    }
    int insertion = -at - 1;
    return insertion == MEMBERS ? null : insert(insertion, instance);
  }

  private Track insert(int at, Instance instance) {
    if (size == hashes.length && size < MEMBERS) {
      int longer = Math.min(MEMBERS, Math.max(4, 2 * size));
      hashes = Arrays.copyOf(hashes, longer);
      tracks = Arrays.copyOf(tracks, longer);
    }
    size = Math.min(size + 1, MEMBERS);
    System.arraycopy(hashes, at, hashes, at + 1, size - 1 - at);
    System.arraycopy(tracks, at, tracks, at + 1, size - 1 - at);
    Track track = new Track(InstanceSample.cut(instance).id());
    hashes[at] = instance.hash();
    tracks[at] = track;
    return track;
  }

  @Override
  public void absorb(Timeline other) {
    for (int i = 0; i < other.size; i++) {
      Track theirs = other.tracks[i];
      Track mine = track(new Instance(theirs.id, other.hashes[i]));
      for (int j = 0; mine != null && j < theirs.length; j++) {
        mine.offer(theirs.packed[j]);
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
      out.writeUTF(track.id);
      out.writeByte(track.length);
      int last = 0;
      for (int j = 0; j < track.length; j++) {
        Varints.write(out, track.packed[j] - last);
        last = track.packed[j];
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int count = Varints.readInt(in);
    if (count > MEMBERS) {
      throw new IOException("timeline of %d instances, at most %d".formatted(count, MEMBERS));
    }
    hashes = new int[count];
    tracks = new Track[count];
    size = count;
    for (int i = 0; i < count; i++) {
      hashes[i] = in.readInt();
      tracks[i] = new Track(in.readUTF());
      int last = 0;
      for (int left = in.readByte(); left > 0; left--) {
        last += Varints.readInt(in);
        tracks[i].offer(last);
      }
    }
  }

  /**
   * What each of them did, by hash.
   *
   * @param startMillis the slice's start, ms since the epoch
   */
  public List<InstanceTimeline> instances(long startMillis) {
    List<InstanceTimeline> instances = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Track track = tracks[i];
      List<InstanceTimeline.Transition> transitions = new ArrayList<>(track.length);
      for (int j = 0; j < track.length; j++) {
        transitions.add(
            new InstanceTimeline.Transition(
                startMillis + (track.packed[j] >>> STATE_BITS),
                STATES[track.packed[j] & (STATES.length - 1)]));
      }
      instances.add(new InstanceTimeline(track.id, transitions));
    }
    return instances;
  }
}
