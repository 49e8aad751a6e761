package io.dephasing.cli.kafka;

/** A line of a file on its way to its topic. */
public final class FileLine {
  private final byte[] bytes;
  private final LineRoute route;

  private FileLine(byte[] bytes) {
    this.bytes = bytes;
    route = LineRoute.of(bytes);
  }

  /** A line as it stands in the file; nobody may write to it. */
  public static FileLine of(byte[] bytes) {
    return new FileLine(bytes);
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Where it goes. */
  public LineRoute route() {
    return route;
  }
}
