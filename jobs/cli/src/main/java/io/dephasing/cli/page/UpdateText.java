package io.dephasing.cli.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Measure;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An update as JSON: what is undefined is absent, times are ms since the epoch. */
final class UpdateText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final PageModel.Setting setting;
  private final State state;

  /**
   * How the model stands.
   *
   * @param source whether Kafka answers
   * @param skipped events that were left out
   * @param passedOver records that cannot be read
   * @param isWhole whether the one who asks is to forget what it knew
   */
  record State(PageModel.Source source, long skipped, long passedOver, boolean isWhole) {}

  /**
   * What is new.
   *
   * @param change the last one that is known; -1 for none
   * @param groupsChange the last one that changed the list of groups
   */
  record Since(long change, long groupsChange) {}

  /** A writer for one update. */
  UpdateText(PageModel.Setting setting, State state) {
    this.setting = setting;
    this.state = state;
  }

  /** The update. */
  String of(
      Optional<GroupHour> group, Map<GroupKey, GroupHour> groups, AlertBoard alerts, Since since) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      writeState(json);
      if (since.groupsChange() > since.change()) {
        writeGroups(json, groups, alerts);
      }
      new AlertJson(json).write(alerts.since(since.change()));
      if (group.isEmpty()) {
        writeHeadline(json, Headline.waiting());
      } else {
        writeGroup(json, group.get(), alerts, since.change());
        writeRelated(json, group.get().key(), groups, since.change());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    return text.toString();
  }

  private void writeState(JsonGenerator json) throws IOException {
    json.writeStringField("name", setting.name());
    json.writeNumberField("now", setting.nowMillis());
    json.writeNumberField("speed", setting.script().get().speed());
    json.writeStringField("source", state.source().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("skipped", state.skipped());
    json.writeNumberField("passedOver", state.passedOver());
    json.writeBooleanField("whole", state.isWhole());
  }

  private static void writeGroups(
      JsonGenerator json, Map<GroupKey, GroupHour> groups, AlertBoard alerts) throws IOException {
    json.writeArrayFieldStart("groups");
    List<GroupHour> ordered =
        groups.values().stream()
            .sorted(Comparator.comparing((GroupHour group) -> GroupNames.of(group.key())))
            .toList();
    for (GroupHour group : ordered) {
      String key = group.key().canonical();
      json.writeStartObject();
      json.writeStringField("key", key);
      json.writeStringField("label", GroupNames.of(group.key()));
      json.writeNumberField("fired", alerts.of(key).size());
      json.writeNumberField(
          "firing", alerts.of(key).stream().filter(AlertBoard.Post::isFiring).count());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeGroup(JsonGenerator json, GroupHour group, AlertBoard alerts, long since)
      throws IOException {
    List<AlertBoard.Post> posts = alerts.of(group.key().canonical());
    Episode turn = Episode.of(setting.script().get().chapters().get(), posts);
    writeHeadline(json, Headline.of(group, posts, turn, setting.nowMillis()));
    json.writeObjectFieldStart("group");
    json.writeStringField("key", group.key().canonical());
    json.writeStringField("label", GroupNames.of(group.key()));
    json.writeStringField("kind", group.key().kind().id());
    json.writeBooleanField("rollUp", group.key().isRollUp());
    json.writeNumberField("rows", group.dots().instances());
    json.writeEndObject();
    writeTurn(json, turn);
    writeSide(json, "before", StretchSummary.before(group, posts, turn));
    writeSide(json, "after", StretchSummary.after(group, posts, turn));
    new MinuteJson(json).write(group, since);
  }

  private static void writeHeadline(JsonGenerator json, Headline headline) throws IOException {
    json.writeObjectFieldStart("headline");
    json.writeStringField("state", headline.state().name().toLowerCase(Locale.ROOT));
    json.writeStringField("title", headline.title());
    json.writeStringField("text", headline.text());
    json.writeEndObject();
  }

  private static void writeTurn(JsonGenerator json, Episode turn) throws IOException {
    json.writeObjectFieldStart("turn");
    write(json, "wrongFrom", turn.wrongFromMillis());
    write(json, "rightFrom", turn.rightFromMillis());
    json.writeStringField("cause", turn.cause().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, OptionalLong value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsLong());
    }
  }

  private static void writeSide(JsonGenerator json, String name, StretchSummary side)
      throws IOException {
    if (!side.isSeen()) {
      return;
    }
    json.writeObjectFieldStart(name);
    MinuteJson.writeDefined(json, "peak", side.peakPerSecond());
    MinuteJson.writeDefined(json, "spread", side.spreadSeconds());
    json.writeNumberField("herd", side.herdSize());
    json.writeNumberField("alerts", side.alerts());
    json.writeEndObject();
  }

  /** What the service's clients and hosts do meanwhile: the echoes of a herd. */
  private static void writeRelated(
      JsonGenerator json, GroupKey key, Map<GroupKey, GroupHour> groups, long since)
      throws IOException {
    json.writeObjectFieldStart("related");
    for (EventKind kind : List.of(EventKind.RETRY, EventKind.REMEDIATION)) {
      GroupHour group = groups.get(new GroupKey(kind, key.service(), GroupKey.ALL, null));
      if (group == null) {
        continue;
      }
      Measure measure = kind == EventKind.RETRY ? Measure.EVENTS : Measure.IN_FLIGHT;
      json.writeArrayFieldStart(kind == EventKind.RETRY ? "retries" : "remediations");
      for (Minute minute : group.minutesSince(since)) {
        if (!Double.isNaN(minute.value(measure))) {
          json.writeNumber(minute.startMillis());
          json.writeNumber(minute.value(measure));
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
