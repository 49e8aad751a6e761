package io.dephasing.core.herd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.slice.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PositionCountsTest {
  private static final int[] WIDTHS = {2, 5, 15};
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "s", "j", null);

  static List<Arguments> cases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    try (InputStream in = PositionCountsTest.class.getResourceAsStream("/vectors/herdscan.json")) {
      for (JsonNode each : new ObjectMapper().readTree(in).get("cases")) {
        cases.add(Arguments.of(each.get("name").asText(), each));
      }
    }
    return cases;
  }

  @Test
  void the_reference_has_all_its_cases() throws IOException {
    assertThat(cases()).hasSize(6);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void the_fullest_position_is_that_of_the_reference(String name, JsonNode reference) {
    OpenSlices open = new OpenSlices();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (JsonNode event : reference.get("events")) {
      long time = event.get(0).asLong();
      fold(open, time, event.get(1).asText());
      first = Math.min(first, time / 1000);
      last = Math.max(last, time / 1000);
    }
    for (int width : WIDTHS) {
      JsonNode expected = reference.get("expected").get(String.valueOf(width));
      if (expected.isNull()) {
        assertThat(PositionCounts.of(open, 0, 59, width).fullest(width).instances()).isZero();
      } else {
        PositionCounts.Fullest fullest = PositionCounts.of(open, first, last, width).fullest(width);
        assertThat(fullest.instances()).isEqualTo(expected.get("count").asInt());
        assertThat(fullest.endSecond() - width + 1).isEqualTo(expected.get("fromS").asLong());
      }
    }
  }

  private static void fold(OpenSlices open, long timeMillis, String instance) {
    Slice slice = new Slice();
    slice.add(
        new Event(
            GROUP, Instance.of(instance), timeMillis, RunPhase.START, Absent.MILLIS, Details.NONE),
        true);
    open.absorb(Slice.indexOf(timeMillis), slice);
  }
}
