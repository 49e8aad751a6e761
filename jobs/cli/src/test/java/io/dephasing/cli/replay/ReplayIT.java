package io.dephasing.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.cli.CommandOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JUNK = "junk \u00fc";
  private static final String BAD_TYPE =
      "{\"type\":\"comet\",\"service\":\"s\",\"job\":\"j\",\"eventTime\":1}";

  /** Of the storm's group, three hours ahead of who follows it. */
  private static final String WILD =
      "{\"type\":\"retry\",\"service\":\"payments\",\"operation\":\"charge\","
          + "\"instanceId\":\"charge-00014\",\"eventTime\":1772722800000,\"attempt\":1}";

  private static final int WILD_LINE = 100;

  @TempDir static Path folder = Path.of("");
  private static Path alone = Path.of("");
  private static Path together = Path.of("");
  private static String said = "";

  @BeforeAll
  static void replay_a_storm_at_parallelism_1_and_2() throws IOException {
    Path events = folder.resolve("events.jsonl");
    assertThat(
            CommandOutcome.of("simulate", "--scenario", "retry-storm", "--out", events.toString())
                .exitCode())
        .isZero();
    List<String> lines = new ArrayList<>(Files.readAllLines(events));
    lines.add(WILD_LINE, WILD);
    lines.addAll(List.of(JUNK, BAD_TYPE));
    Files.write(events, lines);
    alone = folder.resolve("alone");
    together = folder.resolve("together");
    CommandOutcome first = replay(events, alone, 1);
    CommandOutcome second = replay(events, together, 2);
    assertThat(first).returns(0, CommandOutcome::exitCode).returns("", CommandOutcome::err);
    assertThat(second).returns(0, CommandOutcome::exitCode).returns("", CommandOutcome::err);
    said = first.out();
  }

  @Test
  void the_storm_is_found() throws IOException {
    assertThat(records(alone, "alerts.jsonl"))
        .extracting(alert -> alert.get("rule").asText() + " " + alert.get("state").asText())
        .contains("herd FIRING", "herd RESOLVED", "retry-flood FIRING", "retry-flood RESOLVED");
  }

  @Test
  void final_alerts_do_not_depend_on_parallelism() throws IOException {
    assertThat(resolved(together)).isEqualTo(resolved(alone)).isNotEmpty();
  }

  @Test
  void final_slis_do_not_depend_on_parallelism() throws IOException {
    assertThat(finalSlis(together)).isEqualTo(finalSlis(alone)).isNotEmpty();
  }

  @Test
  void what_is_no_event_is_in_the_dead_letters_with_its_bytes() throws IOException {
    List<JsonNode> letters = records(alone, "dead-letters.jsonl");

    assertThat(letters)
        .extracting(
            letter -> new String(Base64.getDecoder().decode(letter.get("value").asText()), UTF_8))
        .containsExactlyInAnyOrder(JUNK, BAD_TYPE, WILD);
    assertThat(letters)
        .extracting(letter -> letter.get("headers").get("dephasing.error.topic").asText())
        .containsOnly("dephasing.job-starts", "dephasing.retries");
    assertThat(alone.resolve("dead-letters.jsonl"))
        .hasSameTextualContentAs(together.resolve("dead-letters.jsonl"));
  }

  @Test
  void everything_is_counted_once() throws IOException {
    assertThat(said).contains("3 refused").contains("0 late").contains("2,804 events");
  }

  private static CommandOutcome replay(Path events, Path out, int parallelism) {
    return CommandOutcome.of(
        "replay",
        "--events",
        events.toString(),
        "--out",
        out.toString(),
        "--parallelism",
        String.valueOf(parallelism));
  }

  private static List<String> resolved(Path out) throws IOException {
    List<String> alerts = new ArrayList<>();
    for (JsonNode alert : records(out, "alerts.jsonl")) {
      if (alert.get("state").asText().equals("RESOLVED")) {
        alerts.add(alert.toString());
      }
    }
    return alerts;
  }

  /** The line with the highest revision of each group and window. */
  private static Map<String, JsonNode> finalSlis(Path out) throws IOException {
    Map<String, JsonNode> slis = new TreeMap<>();
    for (JsonNode sli : records(out, "slis.jsonl")) {
      String place = sli.get("groupKey").asText() + " " + sli.get("windowStart").asLong();
      slis.merge(
          place, sli, (a, b) -> a.get("revision").asInt() > b.get("revision").asInt() ? a : b);
    }
    return slis;
  }

  private static List<JsonNode> records(Path out, String file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve(file))) {
      records.add(JSON.readTree(line));
    }
    return records;
  }
}
