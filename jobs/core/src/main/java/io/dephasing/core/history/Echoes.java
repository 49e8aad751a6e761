package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.AttemptSeconds;
import io.dephasing.core.slice.Attempts;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.BackoffJitter;
import io.dephasing.core.statistics.RetryEcho;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/** Slices of the last hour in which attempts came back as herds (METHOD 14.7). */
public final class Echoes implements HistoryPart {
  private static final long HOUR = 60;
  private static final List<Integer> WIDTHS_SECONDS = List.of(2, 5, 15);

  private final ArrayDeque<Echo> recent = new ArrayDeque<>(2);

  /**
   * Attempts of a slice that came back as herds.
   *
   * @param slice minutes since the epoch
   * @param attempts how many
   * @param clients distinct clients of the largest
   * @param jitter the least quality of their backoff's jitter (METHOD 6.4)
   */
  public record Echo(long slice, int attempts, int clients, float jitter) {}

  void add(long index, Slice slice) {
    int echoes = 0;
    long largest = 0;
    double jitter = Double.POSITIVE_INFINITY;
    for (int a = 1; a < Attempts.LAST; a++) {
      RetryEcho.Attempt earlier = attempt(slice, a);
      RetryEcho.Attempt later = attempt(slice, a + 1);
      double backoffMillis = slice.attempts().backoffMillis(a + 1);
      long size = RetryEcho.size(earlier, later, backoffMillis);
      if (size > 0) {
        echoes++;
        largest = Math.max(largest, size);
        jitter =
            Math.min(
                jitter, BackoffJitter.ratio(earlier.moments(), later.moments(), backoffMillis));
      }
    }
    if (echoes > 0) {
      recent.addLast(new Echo(index, echoes, (int) largest, (float) jitter));
    }
    while (!recent.isEmpty() && recent.getFirst().slice <= index - 2 * HOUR) {
      recent.removeFirst();
    }
  }

  private static RetryEcho.Attempt attempt(Slice slice, int attempt) {
    AttemptSeconds seconds = slice.attemptSeconds();
    List<Integer> clients =
        WIDTHS_SECONDS.stream().map(width -> seconds.most(attempt, width)).toList();
    return new RetryEcho.Attempt(slice.attempts().moments(attempt), clients);
  }

  /** Distinct clients of the largest echo in a slice; 0 where there is none. */
  public int clients(long slice) {
    int clients = 0;
    for (Echo echo : recent) {
      clients = echo.slice == slice ? echo.clients : clients;
    }
    return clients;
  }

  /** The least jitter of the echoes in a slice; NaN where there is none. */
  public double jitter(long slice) {
    double jitter = Double.NaN;
    for (Echo echo : recent) {
      jitter = echo.slice == slice ? echo.jitter : jitter;
    }
    return jitter;
  }

  /** Echoes of the burst that a slice ends: those of the slice and of the one before it. */
  public int echoesOfBurst(long slice) {
    int echoes = 0;
    for (Echo echo : recent) {
      echoes += echo.slice == slice || echo.slice == slice - 1 ? echo.attempts : 0;
    }
    return echoes;
  }

  /** Bursts with echoes in the hour up to a slice, itself included; neighbours are one burst. */
  public int bursts(long slice) {
    int bursts = 0;
    long last = Long.MIN_VALUE;
    for (Echo echo : recent) {
      if (echo.slice > slice - HOUR && echo.slice <= slice) {
        bursts += echo.slice - 1 == last ? 0 : 1;
        last = echo.slice;
      }
    }
    return bursts;
  }

  @Override
  public boolean isEmpty() {
    return recent.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, recent.size());
    for (Echo echo : recent) {
      Varints.writeSigned(out, echo.slice);
      Varints.write(out, echo.attempts);
      Varints.write(out, echo.clients);
      out.writeFloat(echo.jitter);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      recent.addLast(
          new Echo(
              Varints.readSigned(in), Varints.readInt(in), Varints.readInt(in), in.readFloat()));
    }
  }
}
