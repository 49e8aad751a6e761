package io.dephasing.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.kafka.FileLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DeliveryTimesTest {
  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  @Test
  void a_time_far_ahead_was_delivered_when_those_behind_it_were() {
    List<String> lines = each(LongStream.range(0, 200).map(i -> START + i * 1_000));
    lines.add(100, event(START + 3 * HOUR));

    List<Long> delivered = delivered(lines);

    assertThat(delivered.get(100)).isBetween(START + 100_000, START + 164_000);
    assertThat(delivered).hasSize(201).isSorted();
  }

  @Test
  void lines_in_order_were_delivered_no_sooner_than_they_happened() {
    long[] times = LongStream.range(0, 200).map(i -> START + i * i * 1_000).toArray();

    List<Long> delivered = delivered(each(LongStream.of(times)));

    for (int i = 0; i < times.length; i++) {
      assertThat(delivered.get(i)).as("line %d", i).isGreaterThanOrEqualTo(times[i]);
    }
  }

  @Test
  void a_silence_between_two_lines_is_none_of_a_clock() {
    assertThat(delivered(each(LongStream.of(START, START + 1, START + 24 * HOUR))))
        .last()
        .isEqualTo(START + 24 * HOUR);
  }

  @Test
  void what_a_line_says_of_its_delivery_holds() {
    String known = "{\"eventTime\":%d,\"ingestTime\":%d}".formatted(START, START + 7);

    assertThat(delivered(List.of(known, event(START + HOUR)))).first().isEqualTo(START + 7);
  }

  @Test
  void lines_without_a_time_say_nothing_of_the_others() {
    assertThat(delivered(List.of("junk", event(START), "junk")))
        .containsExactly(START, START, START);
    assertThat(delivered(List.of("junk"))).containsExactly(0L);
  }

  private static List<String> each(LongStream times) {
    return new ArrayList<>(times.mapToObj(DeliveryTimesTest::event).toList());
  }

  private static String event(long millis) {
    return "{\"eventTime\":" + millis + "}";
  }

  private static List<Long> delivered(List<String> lines) {
    DeliveryTimes times = new DeliveryTimes();
    List<Long> delivered = new ArrayList<>();
    List<String> handed = new ArrayList<>();
    DeliveryTimes.Out out =
        (line, millis) -> {
          handed.add(new String(line.bytes(), UTF_8));
          delivered.add(millis);
        };
    lines.forEach(line -> times.add(FileLine.of(line.getBytes(UTF_8)), out));
    times.end(out);
    assertThat(handed).isEqualTo(lines);
    return delivered;
  }
}
