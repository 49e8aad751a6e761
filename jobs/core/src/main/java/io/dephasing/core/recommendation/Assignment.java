package io.dephasing.core.recommendation;

/** How members get their slots (METHOD 11). */
public enum Assignment {
  /** By place in the sorted list of members: the least window, but needs the list. */
  RANK("rank in the sorted list of members"),
  /** By a hash of the id: stable, without a list; a bad draw stays. */
  HASH("a hash of the instance's id"),
  /** Anew for each run. */
  RANDOM("a new random draw each time");

  private final String text;

  Assignment(String text) {
    this.text = text;
  }

  /** For people, after "by". */
  public String text() {
    return text;
  }
}
