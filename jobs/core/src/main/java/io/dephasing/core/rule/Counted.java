package io.dephasing.core.rule;

/** How many, in words: one of something is another word than many. */
final class Counted {
  private Counted() {}

  /** The number and what it counts. */
  static String of(long count, String one, String many) {
    return count + " " + form(count, one, many);
  }

  /** What a policy allows, behind a comma; nothing where the evidence does not tell it. */
  static String allowed(Story story, String measure) {
    return story
        .firing()
        .evidence()
        .condition(measure)
        .map(condition -> Math.floor(condition.threshold()))
        .map(
            limit ->
                ", against %s that %s allowed"
                    .formatted(Sentence.number(limit), verb(story, limit)))
        .orElse("");
  }

  private static String verb(Story story, double limit) {
    return limit == 1 ? story.tense("is", "was") : story.tense("are", "were");
  }

  /** The word alone. */
  static String form(long count, String one, String many) {
    return count == 1 ? one : many;
  }
}
