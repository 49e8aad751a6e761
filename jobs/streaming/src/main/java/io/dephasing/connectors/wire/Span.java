package io.dephasing.connectors.wire;

/** Where the UTF-8 bytes of a text stand in a record: read without making the string. */
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
