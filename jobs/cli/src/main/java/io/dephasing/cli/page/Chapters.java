package io.dephasing.cli.page;

import java.util.OptionalLong;

/**
 * What divides a known story: absent where there is none, or where it is not decided yet.
 *
 * @param herdsFromMillis from when the fleet herds, event time, ms since the epoch
 * @param dephasedFromMillis from when it is dephased, the same
 */
public record Chapters(OptionalLong herdsFromMillis, OptionalLong dephasedFromMillis) {
  /** No story is known: alerts alone say what changed when. */
  public static final Chapters NONE = new Chapters(OptionalLong.empty(), OptionalLong.empty());
}
