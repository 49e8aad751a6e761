package io.dephasing.cli;

import io.dephasing.connectors.kafka.Topics;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;

/**
 * The fleet in its own thread. Closing it stops it and waits until what it said is published.
 *
 * @param script when what happens
 * @param player who acts
 * @param ended with the script, or with what went wrong
 */
record DemoPlay(DemoScript script, DemoFleetPlayer player, CompletableFuture<Void> ended)
    implements AutoCloseable {

  /**
   * Begins to play.
   *
   * @param clients what every Kafka client is told
   * @param topics which exist
   */
  static DemoPlay begin(
      DemoScript script, DemoFleetPlayer.Fleet fleet, Properties clients, Topics topics) {
    DemoFleetPlayer player = new DemoFleetPlayer(fleet, script, System::currentTimeMillis);
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> {
              try (EventPublisher publisher = new EventPublisher(clients, topics)) {
                player.play(publisher::publish);
              }
            },
            DemoStage::inThread);
    return new DemoPlay(script, player, ended);
  }

  /**
   * Looks whether all is well.
   *
   * @throws JobFailedException where the fleet's events cannot be published
   */
  void check() throws JobFailedException {
    if (ended.isCompletedExceptionally()) {
      throw new JobFailedException(
          "the fleet stopped", ended.handle((unused, failure) -> failure).join());
    }
  }

  @Override
  public void close() {
    player.stop();
    ended.handle((unused, failure) -> failure == null).join();
  }
}
