package io.dephasing.cli.replay;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file or a pipe as bytes, unchanged but for a byte order mark at the beginning;
 * gzip by its first bytes, whatever the name.
 */
final class EventLines implements AutoCloseable {
  /** Longer lines are no events; the broker takes no larger records. */
  static final int MOST_BYTES = 16 << 20;

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final Path file;
  private final CountedBytes raw;
  private final InputStream in;
  private final OptionalLong fileBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long lines;

  private EventLines(Path file, CountedBytes raw, InputStream in, OptionalLong fileBytes) {
    this.fileBytes = fileBytes;
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
    if (!Files.exists(file)) {
      throw new InvalidInputException("%s: no such file".formatted(file));
    }
    if (Files.isDirectory(file)) {
      throw new InvalidInputException("%s: is a directory".formatted(file));
    }
    try {
      // Files.newInputStream() asks for a position, which a pipe does not have.
      InputStream in = new FileInputStream(file.toFile());
      CountedBytes raw = new CountedBytes(new BufferedInputStream(in, BUFFER_BYTES));
      raw.mark(2);
      int magic = (raw.read() << 8) | raw.read();
      raw.reset();
      raw.count = 0;
      return new EventLines(
          file,
          raw,
          magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER_BYTES) : raw,
          bytes(file));
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
    if (line == null) {
      return null;
    }
    lines++;
    return lines == 1 ? withoutMark(line) : line;
  }

  /** How much of the file was read, 0 to 1; of a pipe nobody knows. */
  OptionalDouble share() {
    return fileBytes.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1.0, raw.count / (double) Math.max(1, fileBytes.getAsLong())));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static OptionalLong bytes(Path file) throws IOException {
    return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
  }

  private static byte[] withoutMark(byte[] line) {
    int length = BYTE_ORDER_MARK.length;
    boolean isMarked =
        line.length >= length && Arrays.equals(line, 0, length, BYTE_ORDER_MARK, 0, length);
    return isMarked ? Arrays.copyOfRange(line, length, line.length) : line;
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

    /**
     * Waits for a byte or the end. By this the gzip reader knows whether another member follows,
     * and a pipe that is empty for a moment is not at its end.
     */
    @Override
    public int available() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next < 0 ? 0 : 1;
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
