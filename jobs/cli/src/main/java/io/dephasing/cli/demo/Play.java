package io.dephasing.cli.demo;

import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.kafka.EventPublisher;
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
record Play(Script script, FleetPlayer player, CompletableFuture<Void> ended)
    implements AutoCloseable {

  /**
   * Begins to play.
   *
   * @param clients what every Kafka client is told
   * @param topics which exist
   */
  static Play begin(Script script, FleetPlayer.Fleet fleet, Properties clients, Topics topics) {
    FleetPlayer player = new FleetPlayer(fleet, script, System::currentTimeMillis);
    EventPublisher publisher = new EventPublisher(clients, topics);
    CompletableFuture<Void> ended =
        publishPast(script, player, publisher)
            .thenRunAsync(() -> player.play(publisher::publish), Stage::inThread)
            .whenComplete((unused, failure) -> publisher.close());
    return new Play(script, player, ended);
  }

  /** All of it is in Kafka before the job reads: what comes later would be late. */
  private static CompletableFuture<Void> publishPast(
      Script script, FleetPlayer player, EventPublisher publisher) {
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
