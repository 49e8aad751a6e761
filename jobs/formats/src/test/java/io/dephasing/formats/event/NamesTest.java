package io.dephasing.formats.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a producer calls things is called the same in groups, labels and alerts. */
class NamesTest {
  private static final String LETTERS = "ab \n\t\u0000\u007F\u0085\u00A0\u2028/%*漢";

  private final EventDecoder decoder = Decoders.of(EventKind.JOB_START, EventOrigin.LIVE);

  @Test
  void a_line_end_makes_no_other_group_and_no_other_instance() {
    Event plain = event("shop", "nightly", "pod-1", "eu");
    Event odd = event("shop\n", "\tnightly", "pod-1\r\n", " eu");

    assertThat(odd).isEqualTo(plain);
    assertThat(odd.instanceHash()).isEqualTo(plain.instanceHash());
    assertThat(event("a\nb", "c", "d", "e").group().service()).isEqualTo("a␊b");
  }

  @Test
  void a_roll_up_cannot_be_named_by_way_of_a_space() {
    assertThat(decode("* ", "nightly", "pod-1", "eu"))
        .isEqualTo(
            new Decoded.Refused(
                "service: '*' stands for all and cannot be a name", Refusal.INVALID_FIELD));
  }

  @Test
  void texts_are_treated_as_names_are() {
    String json =
        """
        {"service":"a","job":"b","instanceId":"c","eventTime":1,"phase":"START",\
        "version":"1.2\\n","resourceKey":"x\\ty"}""";
    Decoded decoded = decoder.decode(json.getBytes(UTF_8), Absent.MILLIS);

    Event event = ((Decoded.Accepted) decoded).event();
    assertThat(event.version()).isEqualTo("1.2");
    assertThat(event.resourceKey()).isEqualTo("x␉y");
  }

  @Test
  void two_groups_never_share_a_key_and_each_key_is_read_back() {
    Random random = new Random(15);
    Map<String, GroupKey> groups = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      Decoded decoded = decode(name(random), name(random), "i", name(random));
      if (decoded instanceof Decoded.Accepted accepted) {
        GroupKey group = accepted.fields().group();
        assertThat(groups.putIfAbsent(group.canonical(), group)).isIn(null, group);
        assertThat(GroupKey.parse(group.canonical())).isEqualTo(group);
      }
    }
    assertThat(groups).hasSizeGreaterThan(10_000);
  }

  /** Short ones, which meet each other, and long ones that differ at their ends alone. */
  private static String name(Random random) {
    StringBuilder name = new StringBuilder(random.nextInt(8) == 0 ? "x".repeat(125) : "");
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  private Event event(String service, String job, String instance, String cohort) {
    return ((Decoded.Accepted) decode(service, job, instance, cohort)).event();
  }

  private Decoded decode(String service, String job, String instance, String cohort) {
    String json =
        "{\"service\":\"%s\",\"job\":\"%s\",\"instanceId\":\"%s\",\"cohort\":\"%s\",%s"
            .formatted(
                escaped(service),
                escaped(job),
                escaped(instance),
                escaped(cohort),
                "\"eventTime\":1700000000000,\"phase\":\"START\"}");
    return decoder.decode(json.getBytes(UTF_8), Absent.MILLIS);
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
