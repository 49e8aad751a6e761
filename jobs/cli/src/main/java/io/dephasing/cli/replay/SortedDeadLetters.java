package io.dephasing.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.cli.kafka.DeadLetterLine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts dead letters by where they were read, whatever their number: sorted runs of bounded size go
 * to files, and are merged at the end.
 */
final class SortedDeadLetters {
  private static final int RUN_CHARACTERS = 16 << 20;
  private static final int ROW_CHARACTERS = 200; // what a short line costs besides its text
  private static final Comparator<DeadLetterLine> ORDER =
      Comparator.comparing(DeadLetterLine::topic)
          .thenComparingInt(DeadLetterLine::partition)
          .thenComparingLong(DeadLetterLine::offset);

  private final Path directory;
  private final int runCharacters;
  private final List<DeadLetterLine> rows = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private long characters;

  /**
   * None yet.
   *
   * @param directory where runs are written, and left
   */
  SortedDeadLetters(Path directory) {
    this(directory, RUN_CHARACTERS);
  }

  SortedDeadLetters(Path directory, int runCharacters) {
    this.directory = directory;
    this.runCharacters = runCharacters;
  }

  void add(DeadLetterLine letter) {
    rows.add(letter);
    characters += letter.json().length() + ROW_CHARACTERS;
    if (characters >= runCharacters) {
      try {
        spill();
      } catch (IOException e) {
        throw new UncheckedIOException("dead letters cannot be written: " + e.getMessage(), e);
      }
    }
  }

  /** How many runs are in files. */
  int runs() {
    return runs.size();
  }

  /** Writes all in their order; gives how many there are. */
  long write(Path file) throws IOException {
    spill();
    PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
    List<Run> open = new ArrayList<>();
    long lines = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (Path path : runs) {
        Run run = new Run(path);
        open.add(run);
        if (run.advance()) {
          heads.add(run);
        }
      }
      for (Run run = heads.poll(); run != null; run = heads.poll()) {
        out.write(run.head().json().getBytes(UTF_8));
        out.write('\n');
        lines++;
        if (run.advance()) {
          heads.add(run);
        }
      }
    } finally {
      for (Run run : open) {
        run.close();
      }
    }
    return lines;
  }

  private void spill() throws IOException {
    rows.sort(ORDER);
    Path file = directory.resolve("dead-letters-" + runs.size());
    runs.add(file);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (DeadLetterLine row : rows) {
        byte[] json = row.json().getBytes(UTF_8);
        out.writeUTF(row.topic());
        out.writeInt(row.partition());
        out.writeLong(row.offset());
        out.writeInt(json.length);
        out.write(json);
      }
    }
    rows.clear();
    characters = 0;
  }

  /** A file of rows in their order. */
  private static final class Run implements AutoCloseable {
    private final DataInputStream in;
    private @Nullable DeadLetterLine head;

    Run(Path file) throws IOException {
      this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    DeadLetterLine head() {
      if (head == null) {
        throw new IllegalStateException("at its end");
      }
      return head;
    }

    boolean advance() throws IOException {
      String topic;
      try {
        topic = in.readUTF();
      } catch (EOFException e) {
        head = null;
        return false;
      }
      int partition = in.readInt();
      long offset = in.readLong();
      byte[] json = in.readNBytes(in.readInt());
      head = new DeadLetterLine(topic, partition, offset, new String(json, UTF_8));
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
