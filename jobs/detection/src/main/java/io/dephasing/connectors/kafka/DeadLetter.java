package io.dephasing.connectors.kafka;

import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import io.dephasing.types.SerializedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be counted, as it came, and why.
 *
 * @param cause why
 * @param place where it was read
 * @param content its original bytes
 */
public record DeadLetter(Cause cause, Place place, Content content) {
  /** How Flink serializes dead letters. */
  public static final TypeInformation<DeadLetter> TYPE =
      new SerializedType<>("DeadLetter", DeadLetter.class, DeadLetterSerializer.INSTANCE);

  private static final String LATE = "late";

  /** The dead letter of a record that was refused. */
  static DeadLetter refused(Decoded.Refused refused, ConsumerRecord<byte[], byte[]> original) {
    return of(original, new Cause(refused.reason(), refused.kind().exception()));
  }

  /** The dead letter of an event that came after the allowed lateness. */
  static DeadLetter late(ConsumerRecord<byte[], byte[]> original) {
    return of(original, new Cause(LATE, Refusal.LATE.exception()));
  }

  /** The dead letter of an event whose group has no room. */
  static DeadLetter overBudget(ConsumerRecord<byte[], byte[]> original, String reason) {
    return of(original, new Cause(reason, Refusal.GROUP_BUDGET.exception()));
  }

  private static DeadLetter of(ConsumerRecord<byte[], byte[]> original, Cause cause) {
    List<HeaderBytes> headers = new ArrayList<>();
    for (Header header : original.headers()) {
      headers.add(new HeaderBytes(header.key(), header.value()));
    }
    return new DeadLetter(
        cause,
        new Place(original.topic(), original.partition(), original.offset(), original.timestamp()),
        new Content(original.key(), original.value(), headers));
  }

  /**
   * Why a record could not be counted.
   *
   * @param reason for people: which field, and what is wrong with it; {@code late}
   * @param exception the kind of refusal, as the name of a class
   */
  public record Cause(String reason, String exception) {}

  /**
   * Where a record was read.
   *
   * @param topic its topic
   * @param partition of the topic
   * @param offset within the partition
   * @param timestampMillis the record's own time, ms since the epoch; negative when it has none
   */
  public record Place(String topic, int partition, long offset, long timestampMillis) {}

  /** The original bytes of a record. Nobody writes to them. */
  public static final class Content {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<HeaderBytes> headers;

    Content(byte @Nullable [] key, byte @Nullable [] value, List<HeaderBytes> headers) {
      this.key = key;
      this.value = value;
      this.headers = List.copyOf(headers);
    }

    byte @Nullable [] key() {
      return key;
    }

    byte @Nullable [] value() {
      return value;
    }

    List<HeaderBytes> headers() {
      return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Content that
          && Arrays.equals(key, that.key)
          && Arrays.equals(value, that.value)
          && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
    }
  }

  /** One header of a record. */
  static final class HeaderBytes {
    private final String name;
    private final byte @Nullable [] value;

    HeaderBytes(String name, byte @Nullable [] value) {
      this.name = name;
      this.value = value;
    }

    String name() {
      return name;
    }

    byte @Nullable [] value() {
      return value;
    }

    int sizeBytes() {
      return Utils.utf8Length(name) + (value == null ? 0 : value.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof HeaderBytes that
          && name.equals(that.name)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(value);
    }
  }
}
