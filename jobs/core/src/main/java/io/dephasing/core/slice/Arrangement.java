package io.dephasing.core.slice;

/**
 * What several components ask of the same events, found out once for all of them: which are STARTs,
 * when each was, and who acted. Whoever folds uses one again and again: then it stays in the cache,
 * where batches do not.
 */
public final class Arrangement {
  private static final int FIRST_SIZE = 64;

  private EventBatch batch = new EventBatch();
  private final Actors actors = new Actors();
  private int[] starts = new int[FIRST_SIZE];
  private int[] ends = new int[FIRST_SIZE];
  private int[] millis = new int[FIRST_SIZE];
  private int[] actorOf = new int[FIRST_SIZE];
  private int startsOnTime;
  private int endsOnTime;
  private boolean hasMinuteMarks;

  /** Nothing yet. */
  public Arrangement() {}

  static Arrangement of(EventBatch batch) {
    Arrangement arrangement = new Arrangement();
    arrangement.arrange(batch);
    return arrangement;
  }

  /** Turns to this batch, which is not to change before {@link #clear}. */
  void arrange(EventBatch events) {
    batch = events;
    ensureRoom(events.size());
    int start = 0;
    int end = 0;
    startsOnTime = 0;
    endsOnTime = 0;
    hasMinuteMarks = false;
    for (int i = 0; i < events.size(); i++) {
      millis[i] = events.millisOfSlice(i);
      int actor = actors.number(events.hash(i), events.instance(i));
      actorOf[i] = actor;
      int onTime = events.isOnTime(i) ? 1 : 0;
      if (events.isEnd(i)) {
        ends[end++] = i;
        endsOnTime += onTime;
      } else {
        starts[start++] = i;
        startsOnTime += onTime;
        hasMinuteMarks |= millis[i] == 0;
        actors.starts(actor);
      }
    }
  }

  private void ensureRoom(int size) {
    if (size > millis.length) {
      int room = Math.max(size, 2 * millis.length);
      starts = new int[room];
      ends = new int[room];
      millis = new int[room];
      actorOf = new int[room];
    }
  }

  /** Lets go of the batch. */
  void clear() {
    batch.clear();
    actors.clear();
  }

  EventBatch batch() {
    return batch;
  }

  int size() {
    return batch.size();
  }

  /** How many are STARTs, or have no phases. */
  int starts() {
    return batch.starts();
  }

  /** The n-th START: which of the batch's events. */
  int start(int n) {
    return starts[n];
  }

  int ends() {
    return batch.size() - batch.starts();
  }

  /** The n-th END: which of the batch's events. */
  int end(int n) {
    return ends[n];
  }

  int startsOnTime() {
    return startsOnTime;
  }

  int endsOnTime() {
    return endsOnTime;
  }

  /** Whether a START is at the slice's beginning to the millisecond. */
  boolean hasMinuteMarks() {
    return hasMinuteMarks;
  }

  /** Time of an event since the slice's start, ms. */
  int millis(int i) {
    return millis[i];
  }

  /** Second of the slice. */
  int bucket(int i) {
    return millis[i] / 1000;
  }

  Actors actors() {
    return actors;
  }

  /** The number of who acted. */
  int actor(int i) {
    return actorOf[i];
  }
}
