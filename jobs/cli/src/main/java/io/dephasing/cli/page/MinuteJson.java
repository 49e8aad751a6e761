package io.dephasing.cli.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dephasing.core.sli.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Minutes, seconds and starts of a group as JSON. */
final class MinuteJson {
  private final JsonGenerator json;

  /** Writes there, into an object. */
  MinuteJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes what came after a change of the model. */
  void write(GroupHour group, long since) throws IOException {
    json.writeArrayFieldStart("minutes");
    for (Minute minute : group.minutesSince(since)) {
      write(minute);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("open");
    for (Map.Entry<Long, Integer> second : group.openSeconds().entrySet()) {
      json.writeNumber(second.getKey() * 1000);
      json.writeNumber(second.getValue());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("dots");
    group.dots().since(since, this::writeDot);
    json.writeEndArray();
  }

  static void writeDefined(JsonGenerator json, String name, double value) throws IOException {
    if (!Double.isNaN(value)) {
      json.writeNumberField(name, value);
    }
  }

  private void write(Minute minute) throws IOException {
    json.writeStartObject();
    json.writeNumberField("start", minute.startMillis());
    json.writeNumberField("end", minute.endMillis());
    for (Measure measure : Minute.SHOWN) {
      writeDefined(json, measure.id(), minute.value(measure));
    }
    writeDefined(json, "peak_limit", minute.peakLimit());
    writeDefined(json, "peak_baseline", minute.peakBaseline());
    json.writeArrayFieldStart("seconds");
    for (int second = 0; second < minute.seconds(); second++) {
      json.writeNumber(minute.eventsIn(second));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeDot(long atMillis, int row) {
    try {
      json.writeNumber(atMillis);
      json.writeNumber(row);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
  }
}
