package io.dephasing.export.alertmanager;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dephasing.export.prometheus.Exportables;
import io.dephasing.export.prometheus.ExternalLabels;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager takes it (DASHBOARDS 6).
 *
 * @param identity its labels: two posts of the same labels are the same alert there
 * @param json the alert
 * @param endsAtMillis until when it fires
 */
record AlertPost(String identity, String json, long endsAtMillis) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The post of a record.
   *
   * @param believedUntilMillis when it ends unless it is told of again; of no meaning where the
   *     record says when it ended
   * @param externalLabels for all that the record does not have
   */
  static AlertPost of(
      Alert alert, long believedUntilMillis, Links links, ExternalLabels externalLabels) {
    SortedMap<String, String> labels = labels(alert);
    externalLabels.addTo(labels);
    long startsAt = alert.getStartsAt().toEpochMilli();
    @Nullable Instant ended = alert.getEndsAt();
    long endsAt =
        alert.getState() == AlertState.RESOLVED && ended != null
            ? ended.toEpochMilli()
            : believedUntilMillis;
    // Alertmanager refuses an alert that ends when it begins.
    long after = Math.max(endsAt, startsAt + 1);
    StringWriter text = new StringWriter(1_024);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      write("labels", labels, out);
      write("annotations", annotations(alert, links), out);
      out.writeStringField("startsAt", Instant.ofEpochMilli(startsAt).toString());
      out.writeStringField("endsAt", Instant.ofEpochMilli(after).toString());
      @Nullable String dashboard = links.dashboard(alert);
      if (dashboard != null) {
        out.writeStringField("generatorURL", dashboard);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return new AlertPost(labels.toString(), text.toString(), after);
  }

  /** Several in one body. */
  static String body(List<AlertPost> posts) {
    return posts.stream().map(AlertPost::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static SortedMap<String, String> labels(Alert alert) {
    SortedMap<String, String> labels = new TreeMap<>();
    alert
        .getLabels()
        .forEach(
            (name, value) -> {
              // An empty value is none.
              if (isName(name) && !value.isEmpty()) {
                labels.put(name, value);
              }
            });
    labels.putIfAbsent("severity", alert.getSeverity().name().toLowerCase(Locale.ROOT));
    labels.putIfAbsent("alertname", Exportables.alertName(alert));
    return labels;
  }

  private static boolean isName(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*");
  }

  private static SortedMap<String, String> annotations(Alert alert, Links links) {
    SortedMap<String, String> annotations = new TreeMap<>();
    put("summary", alert.getSummary(), annotations);
    put("description", alert.getDescription(), annotations);
    put("evidence", evidence(alert), annotations);
    put("policy_version", alert.getPolicyVersion(), annotations);
    put("runbook_url", links.runbook(alert), annotations);
    put("dashboard_url", links.dashboard(alert), annotations);
    return annotations;
  }

  private static void put(
      String name, @Nullable String value, SortedMap<String, String> annotations) {
    if (value != null && !value.isEmpty()) {
      annotations.put(name, value);
    }
  }

  /** One line: each number, and from where on it is an alert. */
  private static String evidence(Alert alert) {
    return alert.getEvidence().getConditions().stream()
        .map(AlertPost::text)
        .collect(Collectors.joining("; "));
  }

  private static String text(Condition condition) {
    return io.dephasing.core.rule.MetCondition.text(
        condition.getName(), condition.getValue(), condition.getThreshold(), condition.getUnit());
  }

  private static void write(String field, Map<String, String> values, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart(field);
    for (Map.Entry<String, String> each : values.entrySet()) {
      out.writeStringField(each.getKey(), each.getValue());
    }
    out.writeEndObject();
  }
}
