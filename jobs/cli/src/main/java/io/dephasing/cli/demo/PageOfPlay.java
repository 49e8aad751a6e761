package io.dephasing.cli.demo;

import io.dephasing.cli.page.Chapters;
import io.dephasing.cli.page.LivePage;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.topology.KafkaEndpoints;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;

/** The live page of the demo, where one is wanted. */
final class PageOfPlay implements AutoCloseable {
  private final Optional<LivePage> page;

  private PageOfPlay(Optional<LivePage> page) {
    this.page = page;
  }

  /** No page. */
  static PageOfPlay none() {
    return new PageOfPlay(Optional.empty());
  }

  /**
   * Serves a page that waits for the fleet.
   *
   * @param port of localhost; 0 for a free one
   * @throws IOException where it is taken
   */
  static PageOfPlay open(int port) throws IOException {
    return new PageOfPlay(Optional.of(LivePage.open("Demo fleet", port)));
  }

  /** Where it is, for people. */
  Optional<String> announcement() {
    return page.map(open -> "live page: %s".formatted(open.address()));
  }

  /** The fleet begins. */
  void play(Play play) {
    Script script = play.script();
    page.ifPresent(
        open ->
            open.play(
                new LivePage.Script(
                    () ->
                        Math.min(
                            script.simulatedMillis(System.currentTimeMillis()), script.endMillis()),
                    script.speed(),
                    () -> chapters(play.player().story()))));
  }

  /** Begins to read, late: what the machine can do belongs to the first SLI before. */
  void follow(Properties clients, Topics topics) {
    page.ifPresent(
        open ->
            open.follow(clients, topics, new KafkaEndpoints(OptionsLoader.defaults()).reading()));
  }

  @Override
  public void close() {
    page.ifPresent(LivePage::close);
  }

  private static Chapters chapters(FleetStory story) {
    return new Chapters(decided(story.herdsFromMillis()), decided(story.dephasedFromMillis()));
  }

  private static OptionalLong decided(long millis) {
    return millis == FleetStory.UNDECIDED ? OptionalLong.empty() : OptionalLong.of(millis);
  }
}
