package io.dephasing.core.statistics;

/**
 * Direct-mapped cache of thresholds by four words: a newcomer replaces whatever has its place, so
 * the memory is fixed (40 B an entry) and a hit allocates nothing. Not thread safe: who owns it
 * uses it.
 */
final class ThresholdCache {
  private static final int WORDS = 5;

  private final int mask;
  private final long[] entries;

  /**
   * @param entries places, a power of two
   */
  ThresholdCache(int entries) {
    if (Integer.bitCount(entries) != 1) {
      throw new IllegalArgumentException(
          "cache entries %d is not a power of two".formatted(entries));
    }
    mask = entries - 1;
    this.entries = new long[entries * WORDS];
  }

  /** The remembered threshold, or 0 (no threshold is) where there is none. */
  long find(long a, long b, long c, long d) {
    int at = place(a, b, c, d);
    boolean isSame =
        entries[at] == a && entries[at + 1] == b && entries[at + 2] == c && entries[at + 3] == d;
    return isSame ? entries[at + 4] : 0;
  }

  /** Remembers a threshold of 1 or more and returns it. */
  long put(long a, long b, long c, long d, long threshold) {
    int at = place(a, b, c, d);
    entries[at] = a;
    entries[at + 1] = b;
    entries[at + 2] = c;
    entries[at + 3] = d;
    entries[at + 4] = threshold;
    return threshold;
  }

  private int place(long a, long b, long c, long d) {
    long hash = ((a * 31 + b) * 31 + c) * 31 + d;
    // Fibonacci hashing: the bits of a double that differ are the high ones.
    hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
    return ((int) (hash >>> 40) & mask) * WORDS;
  }
}
