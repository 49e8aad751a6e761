package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.SecondSets;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A slice whose events may still be asked for second by second. It lets go of its sets only after
 * it has settled: until then its window may be published once more.
 */
public final class OpenSlice {
  private static final long UNPUBLISHED = -1;
  private static final int WITHOUT_EVENTS = 1;
  private static final int WITH_EVENTS = 2;

  private final long index;
  private final Slice slice;

  /** Events that its window held when it was published last; {@link #UNPUBLISHED} before. */
  private long publishedEvents = UNPUBLISHED;

  private boolean settled;

  /** Asked for several times when a window ends; as long as nothing changes. Never written. */
  private @Nullable DistinctInstances everybody;

  OpenSlice(long index, Slice slice) {
    this.index = index;
    this.slice = slice;
  }

  /** A slice that held nothing. */
  public static OpenSlice empty(long index) {
    return new OpenSlice(index, new Slice());
  }

  /** Minutes since the epoch. */
  public long index() {
    return index;
  }

  /** What its events folded into. */
  public Slice slice() {
    return slice;
  }

  /** First second of the slice, since the epoch. */
  public long firstSecond() {
    return index * Slice.BUCKETS;
  }

  /** Last second of the slice, since the epoch. */
  public long lastSecond() {
    return firstSecond() + Slice.BUCKETS - 1;
  }

  /** First ms behind the slice. */
  public long endMillis() {
    return (index + 1) * Slice.LENGTH_MILLIS;
  }

  /** Whether its window was published. */
  public boolean isPublished() {
    return publishedEvents != UNPUBLISHED;
  }

  /**
   * Remembers that its window was published.
   *
   * @return events that it holds and did not when it was published before
   */
  public long publish() {
    long before = Math.max(0, publishedEvents);
    publishedEvents = events();
    return publishedEvents - before;
  }

  /** Whether events have come since its window was published, or it never was. */
  public boolean hasChangedSincePublished() {
    return publishedEvents != events();
  }

  private long events() {
    return slice.tally().starts() + slice.tally().ends();
  }

  /** Whether it changes no more. */
  public boolean isSettled() {
    return settled;
  }

  /** Whether it changes no more and lies before a slice. */
  boolean isSettledBefore(long other) {
    return settled && index < other;
  }

  /** Changes no more. */
  void settle() {
    settled = true;
  }

  /** Folds a partial of this minute in. */
  void absorb(Slice partial) {
    slice.absorb(partial);
    everybody = null;
  }

  /** Lets go of all but the seconds that later positions ask for. */
  public void shrink() {
    slice.keepSeconds();
    everybody = null;
  }

  /** Lets go of the sets of the seconds before this one of the slice. */
  void forgetBefore(int bucket) {
    if (slice.instances().forgetBefore(bucket)) {
      everybody = null;
    }
  }

  /** All who acted in the slice so far; not to be written to. */
  public DistinctInstances instances() {
    DistinctInstances known = everybody;
    if (known == null) {
      known = collected(false);
      everybody = known;
    }
    return known;
  }

  /**
   * Who acted in seconds whose set is exact: a sketch has no names (METHOD 9.1); not to be written
   * to.
   */
  public DistinctInstances names() {
    return slice.instances().hasSketch() ? collected(true) : instances();
  }

  private DistinctInstances collected(boolean namesOnly) {
    DistinctInstances all = DistinctInstances.wide();
    collect(slice.instances().onTime(), all, namesOnly);
    collect(slice.instances().notOnTime(), all, namesOnly);
    return all;
  }

  private static void collect(SecondSets sets, DistinctInstances to, boolean namesOnly) {
    if (namesOnly) {
      sets.addNamesTo(to);
    } else {
      sets.addTo(to);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(index);
    writePublished(out);
    out.writeBoolean(settled);
    slice.write(out);
  }

  static OpenSlice read(DataInput in, int version) throws IOException {
    long index = in.readLong();
    int published = in.readByte();
    long events = published == WITH_EVENTS ? Varints.read(in) : UNPUBLISHED;
    boolean settled = in.readBoolean();
    boolean isMeasured = version >= HistoryBytes.MEASURED;
    OpenSlice open = new OpenSlice(index, isMeasured ? Slice.read(in) : Slice.readUnmeasured(in));
    open.publishedEvents = published == WITHOUT_EVENTS ? open.events() : events;
    open.settled = settled;
    return open;
  }

  /** A byte of its own for each way, because earlier versions wrote no number of events. */
  private void writePublished(DataOutput out) throws IOException {
    out.writeByte(isPublished() ? WITH_EVENTS : 0);
    if (isPublished()) {
      Varints.write(out, publishedEvents);
    }
  }
}
