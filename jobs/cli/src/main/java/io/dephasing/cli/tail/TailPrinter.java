package io.dephasing.cli.tail;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints records as lines; what cannot be read is said beside them, and ends nothing. */
final class TailPrinter {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Function<ConsumerRecord<byte[], byte[]>, Optional<String>> lines;
  private long left;

  /**
   * Nothing was printed.
   *
   * @param lines makes a line of a record; of one that is not wanted, none
   * @param most how many lines are printed
   */
  TailPrinter(
      PrintWriter out,
      PrintWriter err,
      Function<ConsumerRecord<byte[], byte[]>, Optional<String>> lines,
      long most) {
    this.out = out;
    this.err = err;
    this.lines = lines;
    this.left = most;
  }

  /** Prints these; gives whether anybody wants more. */
  boolean print(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (left > 0) {
        line(record).ifPresent(this::printLine);
      }
    }
    return left > 0 && !isUnheard();
  }

  /** Says something that is no record. */
  void say(String text) {
    err.println(text);
    err.flush();
  }

  /** Whoever reads the pipe may have gone; the writer does not learn what its stream has met. */
  private boolean isUnheard() {
    return out.checkError() || System.out.checkError();
  }

  private void printLine(String line) {
    out.println(line);
    left--;
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    try {
      return lines.apply(record);
    } catch (IllegalArgumentException e) {
      say(
          "%s-%d@%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
      return Optional.empty();
    }
  }
}
