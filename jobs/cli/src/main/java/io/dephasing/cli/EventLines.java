package io.dephasing.cli;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, unchanged; gzip by its first bytes, whatever the file's name. */
final class EventLines implements AutoCloseable {
  /** Longer lines are no events; the broker takes no larger records. */
  static final int MOST_BYTES = 16 << 20;

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final Path file;
  private final CountedBytes raw;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long lines;

  private EventLines(Path file, CountedBytes raw, InputStream in) {
    this.file = file;
    this.raw = raw;
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @throws InvalidInputException where it cannot be read
   */
  static EventLines open(Path file) throws InvalidInputException {
    if (!Files.isRegularFile(file) && !Files.isReadable(file)) {
      throw new InvalidInputException("%s: no such file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new InvalidInputException("%s: is a directory".formatted(file));
    }
    try {
      CountedBytes raw =
          new CountedBytes(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
      raw.mark(2);
      int magic = (raw.read() << 8) | raw.read();
      raw.reset();
      return new EventLines(
          file, raw, magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER_BYTES) : raw);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: cannot be read: %s".formatted(file, JobFailedException.rootMessage(e)));
    }
  }

  /** The next line without its end; null after the last. */
  byte @Nullable [] next() throws InvalidInputException {
    byte[] line = null;
    while (position < limit || fill()) {
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line = joined(line, start);
      if (position < limit) {
        position++;
        break;
      }
    }
    if (line != null) {
      lines++;
    }
    return line;
  }

  /** Bytes of the file that were read: what progress is measured by. */
  long readBytes() {
    return raw.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private byte[] joined(byte @Nullable [] head, int start) throws InvalidInputException {
    byte[] tail = Arrays.copyOfRange(buffer, start, position);
    if (head == null) {
      return tail;
    }
    if (head.length > MOST_BYTES - tail.length) {
      throw new InvalidInputException(
          "%s:%d: line is longer than %d bytes".formatted(file, lines + 1, MOST_BYTES));
    }
    byte[] line = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, line, head.length, tail.length);
    return line;
  }

  private boolean fill() throws InvalidInputException {
    try {
      position = 0;
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      return limit > 0;
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s:%d: cannot be read: %s"
              .formatted(file, lines + 1, JobFailedException.rootMessage(e)));
    }
  }

  /** Counts what went through. */
  private static final class CountedBytes extends FilterInputStream {
    private long count;

    CountedBytes(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
