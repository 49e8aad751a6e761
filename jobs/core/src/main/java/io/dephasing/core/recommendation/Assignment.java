package io.dephasing.core.recommendation;

/** How members get their slots (METHOD 11). */
public enum Assignment {
  /** By place in the sorted list of members: the least window, but needs the list. */
  RANK("rank in the sorted list of members", ""),
  /** By a hash of the id: stable, without a list; a bad draw stays. */
  HASH("a hash of the instance's id", " with a probability of 95 %"),
  /** Anew for each run. */
  RANDOM("a new random draw each time", " in 19 of 20 cycles");

  private final String text;
  private final String often;

  Assignment(String text, String often) {
    this.text = text;
    this.often = often;
  }

  /** For people, after "by". */
  public String text() {
    return text;
  }

  /** How often the planned peak is kept, for people: ranks keep it always. */
  public String often() {
    return often;
  }
}
