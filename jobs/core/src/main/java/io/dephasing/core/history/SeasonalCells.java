package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.statistics.Cusum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * Mean and variance of an hour's logarithm, by hour of the week or of the day, with a half-life of
 * four weeks that is counted in visits (METHOD 7.2). Cells exist once their hour was seen.
 */
final class SeasonalCells {
  static final int HOURS_OF_DAY = 24;
  static final int HOURS_OF_WEEK = 168;

  /** Hours that a cell stands on before it speaks for itself, and that a day's hour lends it. */
  private static final float FEWEST = 4;

  /** What four visits still weigh at the fourth. */
  private static final float FEWEST_WEIGHT = 3.5f;

  private static final double FLOOR = 0.1;
  private static final double HALF_LIFE_WEEKS = 4;

  private static final int FIELDS = 3;
  private static final float[] NOTHING = {};

  private final int hours;
  private final float keptEachVisit;

  /** n, mean and squared deviations of each cell. */
  private float[] cells = NOTHING;

  SeasonalCells(int hours) {
    this.hours = hours;
    double visits = HALF_LIFE_WEEKS * HOURS_OF_WEEK / hours;
    keptEachVisit = (float) Math.exp(-Math.log(2) / visits);
  }

  /**
   * What an hour usually holds.
   *
   * @param mean of the logarithms
   * @param sd of the logarithms, 0.1 or more
   */
  record Usual(double mean, double sd) {
    /** By how many standard deviations a logarithm differs, -4 to 4. */
    double deviation(double log) {
      return Cusum.cut((log - mean) / sd);
    }
  }

  /** What is usual in an hour since the epoch; nothing before four days have been seen. */
  Optional<Usual> usual(long hour) {
    if (cells.length == 0) {
      return Optional.empty();
    }
    Sums day = new Sums();
    for (int cell = (int) Math.floorMod(hour, (long) HOURS_OF_DAY);
        cell < hours;
        cell += HOURS_OF_DAY) {
      day.add(cells[FIELDS * cell], cells[FIELDS * cell + 1], cells[FIELDS * cell + 2]);
    }
    if (day.n < FEWEST_WEIGHT) {
      return Optional.empty();
    }
    int at = FIELDS * cell(hour);
    float own = cells[at];
    double mean =
        own >= FEWEST ? cells[at + 1] : (own * cells[at + 1] + FEWEST * day.mean) / (own + FEWEST);
    double variance =
        own >= FEWEST ? cells[at + 2] / (own - 1) : day.squaredDeviations / (day.n - 1);
    return Optional.of(new Usual(mean, Math.max(FLOOR, Math.sqrt(variance))));
  }

  private int cell(long hour) {
    return (int) Math.floorMod(hour, (long) hours);
  }

  /** Moments of several cells together. */
  private static final class Sums {
    private double n;
    private double mean;
    private double squaredDeviations;

    void add(double otherN, double otherMean, double otherSquared) {
      if (otherN > 0) {
        double total = n + otherN;
        double delta = otherMean - mean;
        squaredDeviations += otherSquared + delta * delta * n * otherN / total;
        mean += delta * otherN / total;
        n = total;
      }
    }
  }

  /** Takes an hour's logarithm in. */
  void add(long hour, double log) {
    if (cells.length == 0) {
      cells = new float[FIELDS * hours];
    }
    int at = FIELDS * cell(hour);
    float n = cells[at] * keptEachVisit + 1;
    double delta = log - cells[at + 1];
    double mean = cells[at + 1] + delta / n;
    cells[at] = n;
    cells[at + 1] = (float) mean;
    cells[at + 2] = (float) (cells[at + 2] * keptEachVisit + delta * (log - mean));
  }

  /** All that was seen was so much less, or more: the days keep their shape. */
  void shift(double log) {
    for (int at = 0; at < cells.length; at += FIELDS) {
      cells[at + 1] += cells[at] > 0 ? (float) log : 0;
    }
  }

  void clear() {
    cells = NOTHING;
  }

  void write(DataOutput out) throws IOException {
    int seen = 0;
    for (int at = 0; at < cells.length; at += FIELDS) {
      seen += cells[at] > 0 ? 1 : 0;
    }
    Varints.write(out, seen);
    for (int at = 0; at < cells.length; at += FIELDS) {
      if (cells[at] > 0) {
        out.writeByte(at / FIELDS);
        for (int i = 0; i < FIELDS; i++) {
          out.writeFloat(cells[at + i]);
        }
      }
    }
  }

  void read(DataInput in) throws IOException {
    int seen = Varints.readInt(in);
    if (seen > 0) {
      cells = new float[FIELDS * hours];
    }
    for (; seen > 0; seen--) {
      int at = FIELDS * (in.readByte() & 0xFF);
      if (at >= cells.length) {
        throw new IOException("cell %d of %d".formatted(at / FIELDS, hours));
      }
      for (int i = 0; i < FIELDS; i++) {
        cells[at + i] = in.readFloat();
      }
    }
  }
}
