package io.dephasing.cli.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a line of a file goes, by a glance at it: whether it is an event is for the job to say.
 * What cannot be read goes to the topic of job starts; what has no group, to its first partition.
 */
public final class LineRoute {
  private static final JsonFactory JSON = new JsonFactory();
  private static final long END_OF_TIME_MILLIS = 4_102_444_800_000L; // 2100, as for events

  private @Nullable String type;
  private @Nullable String service;
  private final @Nullable String[] names = new String[EventKind.values().length];
  private @Nullable String cohort;
  private long eventTimeMillis;
  private long ingestTimeMillis;

  private LineRoute() {}

  static LineRoute of(byte[] line) {
    LineRoute route = new LineRoute();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
          route.read(field, parser);
        }
      }
    } catch (IOException e) {
      // no JSON, or no more of it: what was read must do
    }
    return route;
  }

  /** Whose topic. */
  EventKind kind() {
    return given().orElse(EventKind.JOB_START);
  }

  /** The group's key; null where the line has none. */
  byte @Nullable [] key() {
    Optional<EventKind> kind = given();
    String name = kind.isEmpty() ? null : names[kind.get().ordinal()];
    if (kind.isEmpty() || service == null || name == null || service.isEmpty() || name.isEmpty()) {
      return null;
    }
    return new GroupKey(kind.get(), service, name, cohort).canonical().getBytes(UTF_8);
  }

  /** The broker's time of then, else the event's, else 0; ms since the epoch. */
  public long timeMillis() {
    return isDeliveryKnown() ? ingestTimeMillis : eventTimeMillis;
  }

  /** Whether the line says what the broker's time was. */
  public boolean isDeliveryKnown() {
    return ingestTimeMillis > 0;
  }

  private Optional<EventKind> given() {
    return type == null ? Optional.empty() : EventKind.ofId(type);
  }

  private void read(String field, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    switch (field) {
      case "type" -> type = text(parser, token);
      case "service" -> service = text(parser, token);
      case "cohort" -> cohort = text(parser, token);
      case "eventTime" -> eventTimeMillis = time(parser, token);
      case "ingestTime" -> ingestTimeMillis = time(parser, token);
      default -> {
        for (EventKind kind : EventKind.all()) {
          if (kind.nameField().equals(field)) {
            names[kind.ordinal()] = text(parser, token);
          }
        }
        parser.skipChildren();
      }
    }
  }

  private static @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
    parser.skipChildren();
    return token == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  private static long time(JsonParser parser, JsonToken token) throws IOException {
    parser.skipChildren();
    if (token != JsonToken.VALUE_NUMBER_INT) {
      return 0;
    }
    double millis = parser.getDoubleValue(); // a number of any size
    return millis > 0 && millis < END_OF_TIME_MILLIS ? (long) millis : 0;
  }
}
