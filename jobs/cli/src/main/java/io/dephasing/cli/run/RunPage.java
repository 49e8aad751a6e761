package io.dephasing.cli.run;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.page.LivePage;
import io.dephasing.topology.KafkaEndpoints;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/** The live page beside a job, where one is wanted. */
final class RunPage implements AutoCloseable {
  private final Optional<LivePage> page;

  private RunPage(Optional<LivePage> page) {
    this.page = page;
  }

  /**
   * Serves what is in Kafka.
   *
   * @param port of localhost, 0 for a free one; empty for no page
   * @throws InvalidInputException where the port is taken
   */
  static RunPage open(Optional<Integer> port, KafkaEndpoints endpoints, PrintWriter out)
      throws InvalidInputException {
    if (port.isEmpty()) {
      return new RunPage(Optional.empty());
    }
    if (port.get() < 0 || port.get() > 65_535) {
      throw new InvalidInputException("--page %d: must be 0 to 65535".formatted(port.get()));
    }
    try {
      LivePage page = LivePage.open("Live", port.get());
      page.follow(endpoints.clients(), endpoints.topics(), endpoints.reading());
      out.println("page     " + page.address());
      return new RunPage(Optional.of(page));
    } catch (IOException e) {
      throw new InvalidInputException("--page %d: %s".formatted(port.get(), e.getMessage()));
    }
  }

  @Override
  public void close() {
    page.ifPresent(LivePage::close);
  }
}
