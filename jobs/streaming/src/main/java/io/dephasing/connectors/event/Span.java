package io.dephasing.connectors.event;

/** Where the UTF-8 bytes of a text stand in a record: read without making the string. */
final class Span {
  int start;
  int length;

  void set(int start, int length) {
    this.start = start;
    this.length = length;
  }

  int end() {
    return start + length;
  }
}
