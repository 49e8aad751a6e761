package io.dephasing.cli;

import io.dephasing.connectors.kafka.Topics;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;

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
    EventPublisher publisher = new EventPublisher(clients, topics);
    CompletableFuture<Void> ended =
        publishPast(script, player, publisher)
            .thenRunAsync(() -> player.play(publisher::publish), DemoStage::inThread)
            .whenComplete((unused, failure) -> publisher.close());
    return new DemoPlay(script, player, ended);
  }

  /** All of it is in Kafka before the job reads: what comes later would be late. */
  private static CompletableFuture<Void> publishPast(
      DemoScript script, DemoFleetPlayer player, EventPublisher publisher) {
    try {
      player.playUntil(script.simulatedMillis(System.currentTimeMillis()), publisher::publish);
      publisher.flush();
      return CompletableFuture.completedFuture(null);
    } catch (KafkaException e) { // told by check(), like a failure later on
      return CompletableFuture.failedFuture(e);
    }
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
