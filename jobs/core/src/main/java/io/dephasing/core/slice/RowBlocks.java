package io.dephasing.core.slice;

import java.util.ArrayDeque;

/**
 * Blocks of rows that batches of one thread share: those of batches that were folded are filled
 * again, which spares the garbage collector some gigabytes a minute.
 */
public final class RowBlocks {
  private final int most;

  /** The last first: it is still at hand. */
  private final ArrayDeque<RowBlock> spare = new ArrayDeque<>();

  private int taken;
  private int mostTaken;

  /**
   * None yet.
   *
   * @param most from how many on they are scarce, that is {@link #areScarce}
   */
  public RowBlocks(int most) {
    this.most = most;
  }

  RowBlock take() {
    taken++;
    mostTaken = Math.max(mostTaken, taken);
    return spare.isEmpty() ? new RowBlock() : spare.pop();
  }

  void giveBack(RowBlock block) {
    taken--;
    block.clear();
    spare.push(block);
  }

  /** Whether so many are taken that who has some should fold before it takes another one. */
  boolean areScarce() {
    return taken >= most;
  }

  /** How many are with batches. */
  public int taken() {
    return taken;
  }

  /** How many wait for a batch. */
  public int spare() {
    return spare.size();
  }

  /**
   * Lets go of half of what was not needed since the last time: after catching up, live reading
   * needs few.
   */
  public void trim() {
    int needless = (spare.size() + taken - mostTaken + 1) / 2;
    for (int left = needless; left > 0; left--) {
      spare.removeLast();
    }
    mostTaken = taken;
  }
}
