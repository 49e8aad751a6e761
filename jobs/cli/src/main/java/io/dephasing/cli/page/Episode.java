package io.dephasing.cli.page;

import java.util.List;
import java.util.OptionalLong;

/**
 * When a group went wrong and when it was put right, as far as that has happened.
 *
 * @param wrongFromMillis from when it acts in step, event time, ms since the epoch
 * @param rightFromMillis from when it does not any more, the same
 * @param cause what is behind it
 */
record Episode(OptionalLong wrongFromMillis, OptionalLong rightFromMillis, Cause cause) {
  /** What is known of the turn. */
  enum Cause {
    /** The fleet was changed then, for the story says so. */
    CHANGE,
    /** Nothing but that alerts came and went. */
    ALERTS
  }

  /**
   * The turn of a group: the story's, and where there is none from its first alert to when the last
   * one of them resolved.
   *
   * @param posts alerts of the group, in the order in which they came
   */
  static Episode of(Chapters chapters, List<AlertBoard.Post> posts) {
    if (chapters.herdsFromMillis().isPresent()) {
      return new Episode(chapters.herdsFromMillis(), chapters.dephasedFromMillis(), Cause.CHANGE);
    }
    OptionalLong from =
        posts.stream().mapToLong(post -> post.alert().getStartsAt().toEpochMilli()).min();
    boolean isFiring = posts.stream().anyMatch(AlertBoard.Post::isFiring);
    OptionalLong until =
        isFiring
            ? OptionalLong.empty()
            : posts.stream().mapToLong(Episode::endMillis).max().stream().map(end -> end + 1).max();
    return new Episode(from, until, Cause.ALERTS);
  }

  private static long endMillis(AlertBoard.Post post) {
    return post.alert().getEndsAt() == null
        ? post.alert().getDecidedAt().toEpochMilli()
        : post.alert().getEndsAt().toEpochMilli();
  }

  /** Whether it had gone wrong by then. */
  boolean isWrongBefore(long millis) {
    return wrongFromMillis.isPresent() && wrongFromMillis.getAsLong() <= millis;
  }

  /** Whether it had been put right by then. */
  boolean isRightBefore(long millis) {
    return rightFromMillis.isPresent() && rightFromMillis.getAsLong() <= millis;
  }
}
