package io.dephasing.operators.annotation;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks for the end offsets of a topic. Opens its client with the first call. */
public interface TopicEnds extends Serializable, AutoCloseable {
  /** Where nothing of a partition was read yet. */
  long NOTHING_READ = -1;

  /**
   * Asks where all partitions of the topic end. Returns at once.
   *
   * @param positions by partition, the offset of the next record to be read; a partition that is
   *     not named is read from the earliest
   * @return completed, on any thread and never exceptionally, by partition, with the position that
   *     reading has to come to so that nothing is left of what was there: the position asked with
   *     ({@link #NOTHING_READ} where none was) where nothing was; empty where the broker does not
   *     answer
   */
  CompletableFuture<Map<Integer, Long>> of(Map<Integer, Long> positions);

  /** Ends what was opened; no effect where nothing is open. */
  @Override
  void close();
}
