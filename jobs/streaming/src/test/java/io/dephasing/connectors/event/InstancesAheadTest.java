package io.dephasing.connectors.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is expected changes nothing but speed. */
class InstancesAheadTest {
  private static final long NOW = 1_700_000_000_000L;

  private final EventDecoder expecting = Decoders.of(EventKind.JOB_START, EventOrigin.LIVE);
  private final EventDecoder plain = Decoders.of(EventKind.JOB_START, EventOrigin.LIVE);

  @Test
  void what_is_expected_is_decoded_as_without_it() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<byte @Nullable []> values = values(random);
      expecting.expect(values);
      assertThat(decoded(expecting, values)).isEqualTo(decoded(plain, values));
    }
  }

  @Test
  void values_may_be_left_out_or_come_unexpected() {
    List<byte @Nullable []> values = new ArrayList<>();
    for (int i = 0; i < EventDecoder.MOST_AHEAD; i++) {
      values.add(avro("i" + i));
    }
    decoded(expecting, values); // so that all are known
    expecting.expect(values);
    List<byte @Nullable []> others = List.of(values.get(5), avro("i9"), values.get(3), avro("new"));
    assertThat(decoded(expecting, others)).isEqualTo(decoded(plain, others));
  }

  @Test
  void what_was_expected_before_is_not_taken_for_what_comes() {
    byte[] value = avro("i1");
    List<byte @Nullable []> values = Collections.singletonList(value);
    decoded(expecting, values);
    expecting.expect(values);
    // The same array with another instance in it, as a client that uses its buffers again has it.
    byte[] other = avro("i2");
    System.arraycopy(other, 0, value, 0, value.length);
    expecting.expect(values);
    assertThat(decoded(expecting, values)).isEqualTo(decoded(plain, values));
  }

  private static List<byte @Nullable []> values(Random random) {
    List<byte @Nullable []> values = new ArrayList<>();
    while (values.size() < EventDecoder.MOST_AHEAD) {
      byte[] avro = avro("i" + random.nextInt(100));
      values.add(
          switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> json("i" + random.nextInt(100));
            case 2 -> Arrays.copyOf(avro, random.nextInt(avro.length));
            case 3 -> ofUnknownSchema(avro);
            default -> avro;
          });
    }
    return values;
  }

  private static List<Decoded> decoded(EventDecoder decoder, List<byte @Nullable []> values) {
    return values.stream().map(value -> decoder.decode(value, Absent.MILLIS)).toList();
  }

  private static byte[] avro(String instance) {
    return EventWriters.avro(
        new Event(
            new GroupKey(EventKind.JOB_START, "s", "j", null),
            Instance.of(instance),
            NOW,
            Phase.START,
            Absent.MILLIS,
            Details.NONE));
  }

  private static byte[] ofUnknownSchema(byte[] avro) {
    byte[] unknown = avro.clone();
    unknown[3] ^= 1;
    return unknown;
  }

  private static byte[] json(String instance) {
    return "{\"service\":\"s\",\"job\":\"j\",\"instanceId\":\"%s\",\"phase\":\"START\",\"eventTime\":%d}"
        .formatted(instance, NOW)
        .getBytes(UTF_8);
  }
}
