package io.dephasing.benchmarks;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.across.AcrossWatch;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSum;
import io.dephasing.core.group.OnsetSums;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Progress.Lateness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a second costs the one step that sees all groups: all of them begin in it, as once every ten
 * minutes before; then one in which only one group begins, while everything still fires.
 */
public final class AcrossBenchmark {
  private static final long FIRST_SLICE = 29_545_000L;
  private static final int SUBTASKS = 4;
  private static final int GROUPS_OF_A_SERVICE = 10;
  private static final int ROUNDS = 40;
  private static final int WARM_UP = 20;
  private static final long APART_SECONDS = 600;

  private AcrossBenchmark() {}

  /** Takes numbers of services; without any, 1,000, 4,000 and 10,000. */
  public static void main(String[] arguments) {
    String[] services = arguments.length == 0 ? new String[] {"1000", "4000", "10000"} : arguments;
    System.out.println("services groups  ms of a second in which all begin, and of the next");
    for (String each : services) {
      measure(Integer.parseInt(each));
    }
  }

  private static void measure(int services) {
    AcrossWatch watch = new AcrossWatch(Policy.DEFAULT, Lateness.DEFAULT);
    AcrossState state = new AcrossState();
    List<GroupKey> groups = groups(services);
    double[] full = new double[ROUNDS];
    double[] next = new double[ROUNDS];
    long[] fired = new long[1];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long second = (FIRST_SLICE + 60) * 60 + (round + WARM_UP) * APART_SECONDS;
      double all = millis(watch, state, sums(groups, second), second, fired);
      double one = millis(watch, state, sums(groups.subList(0, 1), second + 1), second + 1, fired);
      if (round >= 0) {
        full[round] = all;
        next[round] = one;
      }
    }
    Arrays.sort(full);
    Arrays.sort(next);
    System.out.printf(
        "%8d %6d  median %.1f, largest %.1f; then median %.2f, largest %.2f (%d transitions)%n",
        services,
        groups.size(),
        full[ROUNDS / 2],
        full[ROUNDS - 1],
        next[ROUNDS / 2],
        next[ROUNDS - 1],
        fired[0]);
  }

  private static List<GroupKey> groups(int services) {
    List<GroupKey> groups = new ArrayList<>();
    for (int i = 0; i < services * GROUPS_OF_A_SERVICE; i++) {
      String service = "service-" + i % services;
      groups.add(new GroupKey(EventKind.JOB_START, service, "job-" + i, null));
    }
    return groups;
  }

  /** What as many subtasks send. */
  private static List<OnsetSum> sums(List<GroupKey> groups, long second) {
    List<OnsetSum> sent = new ArrayList<>();
    for (int subtask = 0; subtask < SUBTASKS; subtask++) {
      OnsetSums sums = new OnsetSums();
      for (int i = 0; i < groups.size(); i++) {
        if ((groups.get(i).hashCode() & (SUBTASKS - 1)) == subtask) {
          sums.add(new Onset(groups.get(i), second, 1, FIRST_SLICE));
        }
      }
      sums.drain(sent::add);
    }
    return sent;
  }

  private static double millis(
      AcrossWatch watch, AcrossState state, List<OnsetSum> sums, long second, long[] fired) {
    long start = System.nanoTime();
    sums.forEach(sum -> watch.add(state, sum));
    watch.advance(state, (second + 1) * 1000, alert -> fired[0]++);
    watch.nextMillis(state);
    return (System.nanoTime() - start) / 1e6;
  }
}
