package io.dephasing.formats.wire;

/**
 * The position of a text within the bytes of a record: offset and length in UTF-8. No string is
 * made.
 */
public final class Span {
  private int start;
  private int length;

  /** Puts it elsewhere. */
  public void set(int start, int length) {
    this.start = start;
    this.length = length;
  }

  /** Where it begins. */
  public int start() {
    return start;
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  /** Where what follows it begins. */
  public int end() {
    return start + length;
  }
}
