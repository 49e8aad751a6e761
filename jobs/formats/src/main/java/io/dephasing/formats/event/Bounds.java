package io.dephasing.formats.event;

/** What a field may hold; the schemas' docs say the same. */
final class Bounds {
  /** Names become keys of state: service, name, cohort, instance. */
  static final int NAME_CHARACTERS = 256;

  /** Ids and keys are carried along. */
  static final int TEXT_CHARACTERS = 1024;

  /** 2100-01-01T00:00:00Z: later times are in another unit. */
  static final long TIME_END_MILLIS = 4_102_444_800_000L;

  /** A leap year: longer lengths are in another unit, and their squares would overflow. */
  static final long LENGTH_END_MILLIS = 366L * 24 * 3600 * 1000;

  private Bounds() {}

  static boolean isTime(long millis) {
    return millis > 0 && millis < TIME_END_MILLIS;
  }

  static boolean isLength(long millis) {
    return millis >= 0 && millis <= LENGTH_END_MILLIS;
  }

  static boolean isOffset(long millis) {
    return millis >= -LENGTH_END_MILLIS && millis <= LENGTH_END_MILLIS;
  }

  /** Whether a text has more code points than allowed. */
  static boolean isLonger(String text, int characters) {
    return text.length() > characters && text.codePointCount(0, text.length()) > characters;
  }
}
