package io.dephasing.connectors.kafka;

import io.dephasing.connectors.kafka.DeadLetter.Content;
import io.dephasing.connectors.kafka.DeadLetter.HeaderBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters that are too large for their topic, in part: the beginning of the value. Key and
 * headers are kept whole where each of the two takes a quarter of the room at most; else the key is
 * cut, and the headers that do not fit are left out. A header says what there was.
 */
final class CutLetters {
  private static final int SHARES = 4;

  /** Lengths before key, value and each header are up to five bytes long. */
  private static final int LENGTH_BYTES = 5;

  private CutLetters() {}

  static ProducerRecord<byte[], byte[]> record(String topic, DeadLetter letter, int largestBytes) {
    Content original = letter.content();
    int room = largestBytes - LargestRecord.size(bare(topic, letter)) - 2 * LENGTH_BYTES;
    List<HeaderBytes> headers = fitting(original.headers(), room / SHARES);
    byte[] key = cut(original.key(), room / SHARES);
    byte[] value = cut(original.value(), room - size(headers) - length(key));
    Content part = new Content(key, value, headers);
    ProducerRecord<byte[], byte[]> record =
        DeadLetters.record(topic, new DeadLetter(letter.cause(), letter.place(), part));
    DeadLetters.markCut(record.headers(), note(original, part));
    return record;
  }

  /** A letter of which nothing is left but what we say of it, as long as that can be. */
  private static ProducerRecord<byte[], byte[]> bare(String topic, DeadLetter letter) {
    Content nothing = new Content(null, null, List.of());
    ProducerRecord<byte[], byte[]> record =
        DeadLetters.record(topic, new DeadLetter(letter.cause(), letter.place(), nothing));
    DeadLetters.markCut(record.headers(), note(letter.content(), letter.content()));
    return record;
  }

  private static String note(Content original, Content part) {
    return "value %d of %d bytes; key %d of %d bytes; headers %d of %d"
        .formatted(
            length(part.value()),
            length(original.value()),
            length(part.key()),
            length(original.key()),
            part.headers().size(),
            original.headers().size());
  }

  private static List<HeaderBytes> fitting(List<HeaderBytes> headers, int room) {
    List<HeaderBytes> fitting = new ArrayList<>();
    int left = room;
    for (HeaderBytes header : headers) {
      int size = size(List.of(header));
      if (size <= left) {
        fitting.add(header);
        left -= size;
      }
    }
    return fitting;
  }

  private static int size(List<HeaderBytes> headers) {
    int size = 0;
    for (HeaderBytes header : headers) {
      size += header.sizeBytes() + 2 * LENGTH_BYTES;
    }
    return size;
  }

  private static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, Math.max(0, most));
  }
}
