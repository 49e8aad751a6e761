package io.dephasing.core.group;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Sums onsets second by second until they are handed over. */
public final class OnsetSums {
  private final TreeMap<Long, OnsetSecond> seconds = new TreeMap<>();
  private long jobFirstSlice = Long.MAX_VALUE;
  private int onsets;

  /** Takes an onset in. */
  public void add(Onset onset) {
    seconds.computeIfAbsent(onset.second(), second -> new OnsetSecond()).add(onset);
    jobFirstSlice = Math.min(jobFirstSlice, onset.jobFirstSlice());
    onsets++;
  }

  /** How many onsets wait to be handed over. */
  public int size() {
    return onsets;
  }

  /** Hands over what there is, in order of time, and lets go of it. */
  public void drain(Consumer<OnsetSum> to) {
    for (Map.Entry<Long, OnsetSecond> entry : seconds.entrySet()) {
      to.accept(new OnsetSum(entry.getKey(), jobFirstSlice, entry.getValue()));
    }
    seconds.clear();
    onsets = 0;
  }
}
