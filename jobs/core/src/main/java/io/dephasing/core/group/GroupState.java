package io.dephasing.core.group;

import io.dephasing.core.alert.Alerts;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.rule.Progress;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * All state of one group. Mutable, and owned by the one operator that holds the group; bounded
 * whatever the group does.
 */
public final class GroupState {
  static final long NONE = Long.MIN_VALUE;

  private final GroupKey group;
  private final GroupHistory history;
  private final Alerts alerts = new Alerts();
  private final Pending pending = new Pending();
  private final FiredHerds fired = new FiredHerds();
  private long watermarkMillis = NONE;
  private long activeThrough = NONE;
  private long dueThrough = NONE;
  private long onsetThrough = NONE;
  private long lastActiveSecond = NONE;
  private long activeSinceSecond = -1;
  private long lastWindow = NONE;
  private long wakeAtMillis = Long.MAX_VALUE;

  /** Asked when a step ends and again when the next begins; no part of what is written. */
  private long nextStopMillis;

  private @Nullable JobSpan nextStopSpan;
  private @Nullable GroupWatch nextStopWatch;

  /** A group of which nothing is known yet. */
  public GroupState(GroupKey group) {
    this.group = group;
    history = new GroupHistory(group);
  }

  /** Whose state this is. */
  public GroupKey group() {
    return group;
  }

  /** Its seconds and its past. */
  public GroupHistory history() {
    return history;
  }

  /** When it wants to be woken next, ms of event time; {@link Long#MAX_VALUE} for never. */
  public long wakeAtMillis() {
    return wakeAtMillis;
  }

  void wakeAt(long millis) {
    wakeAtMillis = millis;
  }

  /** Whether the next stop is known, as this watch and this span tell it. */
  boolean knowsNextStop(GroupWatch watch, JobSpan span) {
    return nextStopWatch == watch && span.equals(nextStopSpan);
  }

  long nextStopMillis() {
    return nextStopMillis;
  }

  void nextStop(GroupWatch watch, JobSpan span, long millis) {
    nextStopWatch = watch;
    nextStopSpan = span;
    nextStopMillis = millis;
  }

  /** Something is about to change: the next stop has to be looked for. */
  void forgetNextStop() {
    nextStopWatch = null;
    nextStopSpan = null;
  }

  Alerts alerts() {
    return alerts;
  }

  Pending pending() {
    return pending;
  }

  FiredHerds fired() {
    return fired;
  }

  long watermarkMillis() {
    return watermarkMillis;
  }

  void watermark(long millis) {
    watermarkMillis = millis;
  }

  /** The last slice whose seconds were asked whether an alert lasts; {@link #NONE} before any. */
  long activeThrough() {
    return activeThrough;
  }

  void activeThrough(long slice) {
    activeThrough = slice;
  }

  /** The last slice through which settled rules were asked, be it empty. */
  long dueThrough() {
    return dueThrough;
  }

  void dueThrough(long slice) {
    dueThrough = slice;
  }

  /** The last second that was asked for an onset. */
  long onsetThrough() {
    return onsetThrough;
  }

  void onsetThrough(long second) {
    onsetThrough = second;
  }

  /** The last complete second with starts that were on time; {@link #NONE} before any. */
  long lastActiveSecond() {
    return lastActiveSecond;
  }

  void lastActiveSecond(long second) {
    lastActiveSecond = second;
  }

  /** The second in which the group began to act after it was quiet, latest. */
  long activeSinceSecond() {
    return activeSinceSecond;
  }

  void activeSinceSecond(long second) {
    activeSinceSecond = second;
  }

  long lastWindow() {
    return lastWindow;
  }

  void lastWindow(long slice) {
    lastWindow = slice;
  }

  /** How far the group has come. */
  Progress progress(JobSpan span, Progress.Lateness lateness) {
    return new Progress(watermarkMillis, span.firstSlice(), lateness);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeUTF(group.canonical());
    out.writeLong(watermarkMillis);
    out.writeLong(activeThrough);
    out.writeLong(dueThrough);
    out.writeLong(onsetThrough);
    out.writeLong(lastActiveSecond);
    out.writeLong(activeSinceSecond);
    out.writeLong(lastWindow);
    out.writeLong(wakeAtMillis);
    history.write(out);
    alerts.write(out);
    pending.write(out);
    fired.write(out);
  }

  /** Reads what {@link #write} wrote in this version. */
  public static GroupState read(DataInput in, int version) throws IOException {
    GroupState state = new GroupState(GroupKey.parse(in.readUTF()));
    state.watermarkMillis = in.readLong();
    state.activeThrough = in.readLong();
    if (version > 1) {
      state.dueThrough = in.readLong();
      state.onsetThrough = in.readLong();
      state.lastActiveSecond = in.readLong();
    }
    if (version > 5) {
      state.activeSinceSecond = in.readLong();
    }
    state.lastWindow = in.readLong();
    state.wakeAtMillis = in.readLong();
    state.history.read(in, version);
    state.alerts.read(in);
    state.pending.read(in);
    state.fired.read(in);
    return state;
  }
}
