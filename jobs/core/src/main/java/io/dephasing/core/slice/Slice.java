package io.dephasing.core.slice;

import io.dephasing.core.bytes.PartInput;
import io.dephasing.core.bytes.PartOutput;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.Tags;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One minute of one group: what its events fold into (METHOD 0). {@link #absorb} is associative and
 * commutative, so the result depends neither on order nor on how events were split. Mutable, and
 * owned by whoever holds it: the operator that fills it lets go of it when it is sent.
 */
public final class Slice {
  /** Length of a slice, ms. */
  public static final long LENGTH_MILLIS = 60_000;

  /** Seconds in a slice. 1 s buckets although windows are 1 min: a herd is over within seconds. */
  public static final int BUCKETS = 60;

  /** What tells of single instances or events, and nothing of several groups together. */
  private static final Set<SliceLayout> OF_ONE_GROUP =
      EnumSet.of(
          SliceLayout.TIMELINE,
          SliceLayout.EXEMPLARS,
          SliceLayout.OFFSETS,
          SliceLayout.CLOCKS,
          SliceLayout.OFF_CLOCKS,
          SliceLayout.RUN_MARKS,
          SliceLayout.VERSIONS,
          SliceLayout.RESOURCE_KEYS,
          SliceLayout.ATTEMPT_SECONDS,
          SliceLayout.MINUTE_MARKS);

  /** What nobody asks for once the slice has settled. */
  private static final Set<SliceLayout> OF_NO_SECOND =
      EnumSet.of(
          SliceLayout.DELAYS,
          SliceLayout.OUTCOMES,
          SliceLayout.ATTEMPTS,
          SliceLayout.TIMELINE,
          SliceLayout.EXEMPLARS,
          SliceLayout.OFFSETS,
          SliceLayout.CLOCKS,
          SliceLayout.OFF_CLOCKS,
          SliceLayout.RUN_MARKS,
          SliceLayout.VERSIONS,
          SliceLayout.BUSIEST,
          SliceLayout.ATTEMPT_SECONDS);

  /** Null where nothing was folded in or asked yet: a kind of events fills half of them. */
  private final @Nullable SliceComponent<?>[] components =
      new SliceComponent<?>[SliceLayout.all().size()];

  /** An empty slice. */
  public Slice() {}

  /** The slice that holds this instant: minutes since the epoch. */
  public static long indexOf(long timeMillis) {
    return Math.floorDiv(timeMillis, LENGTH_MILLIS);
  }

  /** Folds one event of this slice's minute in. */
  public void add(Event event, boolean onTime) {
    EventBatch batch = new EventBatch();
    batch.add(event, onTime);
    absorb(batch);
  }

  /** Folds events of this slice's minute in, all of one kind, and lets go of them. */
  public void absorb(EventBatch batch) {
    absorb(batch, new Arrangement());
  }

  /**
   * Folds events of this slice's minute in, all of one kind, and lets go of them.
   *
   * @param room to arrange them in; free again afterwards
   */
  public void absorb(EventBatch batch, Arrangement room) {
    if (batch.isEmpty()) {
      return;
    }
    room.arrange(batch);
    for (int taker : SliceLayout.takersOf(batch.kind(), room.starts() > 0, room.ends() > 0)) {
      component(taker).fold(room);
    }
    if (Clocks.hasAhead(room)) {
      offClocks().fold(room);
    }
    if (room.hasMinuteMarks()) {
      minuteMarks().fold(room);
    }
    for (int i = 0; batch.hasNamed() && i < batch.size(); i++) {
      Event event = batch.named(i);
      if (event != null) {
        addNamed(event, batch, i);
      }
    }
    room.clear();
  }

  /** What is named is rare: the components for it are not asked about all the other events. */
  private void addNamed(Event event, EventBatch batch, int i) {
    if (event.details().run().runId() != null) {
      runMarks().add(batch, i);
    }
    if (batch.isEnd(i)) {
      return;
    }
    Tags tags = event.details().tags();
    if (tags.version() != null) {
      versions().add(batch, i);
    }
    if (tags.resourceKey() != null) {
      resourceKeys().add(batch, i);
    }
    if (tags.traceId() != null) {
      exemplars().add(batch, i);
    }
  }

  /** Counts events that came beyond the allowed lateness. */
  public void addLate(long events) {
    tally().addLate(events);
  }

  /**
   * Counts an event that came beyond the allowed lateness, and looks at its clock: one that is far
   * behind makes all of its events late, and would not be seen otherwise (METHOD 5.4).
   */
  public void addLate(EventBatch batch, int i) {
    addLate(1);
    if (!batch.isEnd(i) && Absent.isGiven(batch.brokerTimeMillis(i))) {
      long delta = Clocks.delta(batch, i);
      clocks().add(batch.hash(i), delta);
      delays().addBrokerDelay(delta);
      offClocks().addLate(batch.instance(i), delta);
    }
  }

  /** The same for one event by itself. */
  public void addLate(Event event) {
    EventBatch batch = new EventBatch();
    batch.add(event, false);
    addLate(batch, 0);
  }

  /** Folds another slice of the same group and minute in; the other is left as it was. */
  public void absorb(Slice other) {
    for (int i = 0; i < components.length; i++) {
      absorb(i, other);
    }
  }

  /** Folds a slice of another group and the same minute in; the other is left as it was. */
  public void rollUp(Slice other) {
    for (SliceLayout layout : SliceLayout.all()) {
      if (!OF_ONE_GROUP.contains(layout)) {
        absorb(layout.ordinal(), other);
      }
    }
  }

  private void absorb(int ordinal, Slice other) {
    SliceComponent<?> theirs = other.components[ordinal];
    if (theirs != null && !theirs.isEmpty()) {
      absorb(component(ordinal), theirs);
    }
  }

  @SuppressWarnings("unchecked") // Both come from the same constant of the layout.
  private static <C extends SliceComponent<C>> void absorb(
      SliceComponent<C> mine, SliceComponent<?> theirs) {
    mine.absorb((C) theirs);
  }

  private SliceComponent<?> component(int ordinal) {
    SliceComponent<?> component = components[ordinal];
    if (component == null) {
      component = SliceLayout.all().get(ordinal).create();
      components[ordinal] = component;
    }
    return component;
  }

  /**
   * Lets go of all but what is asked second by second: counts, instances, spread windows and the
   * sample.
   */
  public void keepSeconds() {
    for (SliceLayout layout : OF_NO_SECOND) {
      components[layout.ordinal()] = null;
    }
    if (components[SliceLayout.RESOURCE_KEYS.ordinal()] != null) {
      resourceKeys().keepSeconds();
    }
  }

  /** Whether it is known what any of its seconds went for; asked of each slice for each partial. */
  public boolean hasKeySeconds() {
    return components[SliceLayout.RESOURCE_KEYS.ordinal()] != null
        && !resourceKeys().seconds().isEmpty();
  }

  /** Lets go of what its seconds went for. */
  public void forgetKeySeconds() {
    if (hasKeySeconds()) {
      resourceKeys().seconds().clear();
    }
  }

  /** Whether nothing was folded in. */
  public boolean isEmpty() {
    return tally().isEmpty();
  }

  /** Counts and moments. */
  public Tally tally() {
    return part(SliceLayout.TALLY);
  }

  /** Starts and ends by second. */
  public BucketCounts counts() {
    return part(SliceLayout.BUCKET_COUNTS);
  }

  /** Distinct instances by second. */
  public BucketInstances instances() {
    return part(SliceLayout.BUCKET_INSTANCES);
  }

  /** Histograms of lengths of time. */
  public DurationHistograms delays() {
    return part(SliceLayout.DELAYS);
  }

  /** How runs ended and began. */
  public Outcomes outcomes() {
    return part(SliceLayout.OUTCOMES);
  }

  /** Retries by attempt. */
  public Attempts attempts() {
    return part(SliceLayout.ATTEMPTS);
  }

  /** What starts say of their schedule. */
  public Schedules schedules() {
    return part(SliceLayout.SCHEDULES);
  }

  /** A bounded sample of who acted. */
  public InstanceSample sample() {
    return part(SliceLayout.INSTANCE_SAMPLE);
  }

  /** What some of the instances did. */
  public Timeline timeline() {
    return part(SliceLayout.TIMELINE);
  }

  /** Events that stand for the slice. */
  public Exemplars exemplars() {
    return part(SliceLayout.EXEMPLARS);
  }

  /** What starts say of their offsets, by cycle. */
  public Offsets offsets() {
    return part(SliceLayout.OFFSETS);
  }

  /** How far instances' clocks are from the broker's. */
  public Clocks clocks() {
    return part(SliceLayout.CLOCKS);
  }

  /** Which client makes most of the retries. */
  public Busiest busiest() {
    return part(SliceLayout.BUSIEST);
  }

  /** Starts that are at its beginning to the millisecond. */
  public MinuteMarks minuteMarks() {
    return part(SliceLayout.MINUTE_MARKS);
  }

  /** Who may have a wrong clock. */
  public OffClocks offClocks() {
    return part(SliceLayout.OFF_CLOCKS);
  }

  /** STARTs and ENDs that name their run. */
  public RunMarks runMarks() {
    return part(SliceLayout.RUN_MARKS);
  }

  /** Versions of the software that acted. */
  public Versions versions() {
    return part(SliceLayout.VERSIONS);
  }

  /** What starts and retries go for. */
  public ResourceKeys resourceKeys() {
    return part(SliceLayout.RESOURCE_KEYS);
  }

  /** Who retried in which second, each attempt by itself. */
  public AttemptSeconds attemptSeconds() {
    return part(SliceLayout.ATTEMPT_SECONDS);
  }

  @SuppressWarnings("unchecked") // The layout's constant made it.
  private <C extends SliceComponent<C>> C part(SliceLayout layout) {
    return (C) component(layout.ordinal());
  }

  /** Writes each component that is not empty behind its id and its length. */
  public void write(DataOutput out) throws IOException {
    PartOutput.write(out, this::writeParts);
  }

  private void writeParts(PartOutput parts) throws IOException {
    for (SliceLayout layout : SliceLayout.all()) {
      SliceComponent<?> component = components[layout.ordinal()];
      if (component != null && !component.isEmpty()) {
        int begun = parts.begin(layout.id());
        component.write(parts);
        parts.end(begun);
      }
    }
  }

  /** Reads what {@link #write} wrote; a component of a newer build is skipped. */
  public static Slice read(DataInput in) throws IOException {
    Slice slice = new Slice();
    PartInput.read(in, "slice", slice::readPart);
    return slice;
  }

  private boolean readPart(int id, DataInput part) throws IOException {
    int ordinal = SliceLayout.ordinalOf(id);
    if (ordinal >= 0) {
      component(ordinal).read(part);
    }
    return ordinal >= 0;
  }

  /**
   * Reads what was written before components had their length.
   *
   * @throws IOException where a component is unknown, for nobody knows where it ends
   */
  public static Slice readUnmeasured(DataInput in) throws IOException {
    Slice slice = new Slice();
    for (int id = in.readByte(); id != 0; id = in.readByte()) {
      int ordinal = SliceLayout.ordinalOf(id);
      if (ordinal < 0) {
        throw new IOException("slice component %d is unknown and has no length".formatted(id));
      }
      slice.component(ordinal).read(in);
    }
    return slice;
  }
}
