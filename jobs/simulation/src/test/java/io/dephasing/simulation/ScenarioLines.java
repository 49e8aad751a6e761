package io.dephasing.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Warmth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as JSON Lines, by the field names that producers publish. */
public final class ScenarioLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ScenarioLines() {}

  /** Writes the events in delivery order, one line for each. */
  public static void write(Path file, List<Event> events) {
    try {
      Files.write(file, events.stream().map(ScenarioLines::line).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One event as a JSON object; what is absent is left out. */
  public static String line(Event event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    EventKind kind = event.group().kind();
    fields.put("type", kind.id());
    fields.put("service", event.group().service());
    fields.put(kind.nameField(), event.group().name());
    put(fields, "cohort", event.group().cohort());
    fields.put("instanceId", event.instance().id());
    fields.put("eventTime", event.timeMillis());
    if (kind.hasPhases()) {
      fields.put("phase", event.phase().name());
      putRun(fields, kind, event.details().run());
    } else {
      fields.put("attempt", event.details().attempt().number());
      putMillis(fields, "backoffMillis", event.details().attempt().backoffMillis());
    }
    if (kind == EventKind.JOB_START) {
      putSchedule(fields, event.details().schedule());
    }
    put(fields, "eventId", event.details().tags().eventId());
    put(fields, "resourceKey", event.details().tags().resourceKey());
    put(fields, "version", event.details().tags().version());
    putMillis(fields, "ingestTime", event.brokerTimeMillis());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putRun(Map<String, Object> fields, EventKind kind, Run run) {
    put(fields, kind == EventKind.JOB_START ? "runId" : "remediationId", run.runId());
    putMillis(fields, "durationMillis", run.durationMillis());
    put(fields, "outcome", run.outcome() == null ? null : run.outcome().name());
    if (kind == EventKind.JOB_START && run.warmth() != Warmth.UNKNOWN) {
      fields.put("coldStart", run.warmth() == Warmth.COLD);
    }
    if (run.onCriticalPath()) {
      fields.put("criticalPath", true);
    }
  }

  private static void putSchedule(Map<String, Object> fields, Schedule schedule) {
    putMillis(fields, "scheduledTime", schedule.scheduledTimeMillis());
    putMillis(fields, "appliedOffsetMillis", schedule.appliedOffsetMillis());
    putMillis(fields, "spreadWindowMillis", schedule.spreadWindowMillis());
  }

  private static void putMillis(Map<String, Object> fields, String name, long millis) {
    if (Absent.isGiven(millis)) {
      fields.put(name, millis);
    }
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
