package io.dephasing.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dephasing.connectors.kafka.DeadLetters;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as a line: {@code key} and {@code value} in base64 as they came, {@code headers} by
 * name: those that say why and whence as text, others in base64.
 *
 * @param topic where it was read
 * @param partition of the topic
 * @param offset within the partition
 * @param json the line
 */
public record DeadLetterLine(String topic, int partition, long offset, String json) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String OURS = "dephasing.error.";

  public static DeadLetterLine of(ConsumerRecord<byte[], byte[]> record) {
    return new DeadLetterLine(
        text(record, DeadLetters.TOPIC),
        Integer.parseInt(text(record, DeadLetters.PARTITION)),
        Long.parseLong(text(record, DeadLetters.OFFSET)),
        json(record));
  }

  /** The line alone, of whatever lies in the topic. */
  public static String json(ConsumerRecord<byte[], byte[]> record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      write(out, "key", record.key());
      write(out, "value", record.value());
      out.writeObjectFieldStart("headers");
      for (Header header : record.headers()) {
        if (header.key().startsWith(OURS) && header.value() != null) {
          out.writeStringField(header.key(), new String(header.value(), UTF_8));
        } else {
          write(out, header.key(), header.value());
        }
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return line.toString();
  }

  private static void write(JsonGenerator out, String field, byte @Nullable [] bytes)
      throws IOException {
    if (bytes != null) {
      out.writeBinaryField(field, bytes);
    }
  }

  /** What one of our headers says; "?" where somebody else has written the record. */
  public static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "?" : new String(header.value(), UTF_8);
  }
}
