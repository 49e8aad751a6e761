package io.dephasing.core.history;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How many minutes of each of the last days held starts (METHOD 9.1): how often chance has a try. A
 * cycle of a minute has one, a nightly batch of half an hour has thirty.
 */
final class ActiveMinutes implements HistoryPart {
  private static final int LOOKED_BACK = 7;

  private final DayValues minutes = new DayValues();

  /** Takes a settled slice with starts in; in order of time. */
  void add(long slice) {
    long day = DayValues.day(slice);
    minutes.set(day, minutes.get(day) + 1);
  }

  /**
   * The most in one of the seven whole days before that of a slice, which is no more than a day
   * before the newest; 0 before any.
   */
  int mostBefore(long slice) {
    long today = DayValues.day(slice);
    long most = 0;
    for (long day = today - LOOKED_BACK; day < today; day++) {
      most = Math.max(most, minutes.get(day));
    }
    return (int) most;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    minutes.write(out);
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    minutes.read(in);
  }
}
