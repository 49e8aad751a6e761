package io.dephasing.cli.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Condition;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Alerts as JSON. */
final class AlertJson {
  private final JsonGenerator json;

  /** Writes there, into an object. */
  AlertJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes these. */
  void write(List<AlertBoard.Post> posts) throws IOException {
    json.writeArrayFieldStart("alerts");
    for (AlertBoard.Post post : posts) {
      write(post);
    }
    json.writeEndArray();
  }

  private void write(AlertBoard.Post post) throws IOException {
    Alert alert = post.alert();
    json.writeStartObject();
    json.writeStringField("id", alert.getAlertId());
    json.writeStringField("state", alert.getState().name().toLowerCase(Locale.ROOT));
    json.writeStringField("severity", alert.getSeverity().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("revision", alert.getRevision());
    if (alert.getInhibitedBy() != null) {
      json.writeStringField("inhibitedBy", alert.getInhibitedBy());
    }
    json.writeStringField("rule", alert.getRule());
    json.writeStringField("group", alert.getGroupKey());
    json.writeStringField("label", GroupNames.of(GroupKey.parse(alert.getGroupKey())));
    json.writeStringField("evidence", AlertText.evidence(post));
    json.writeStringField("end", AlertText.end(post));
    json.writeStringField("cure", post.cure().map(AlertText::cure).orElse(""));
    json.writeNumberField("startsAt", alert.getStartsAt().toEpochMilli());
    json.writeNumberField("decidedAt", alert.getDecidedAt().toEpochMilli());
    if (alert.getEndsAt() != null) {
      json.writeNumberField("endsAt", alert.getEndsAt().toEpochMilli());
    }
    if (alert.getRunbook() != null) {
      json.writeStringField("runbook", alert.getRunbook());
    }
    json.writeArrayFieldStart("conditions");
    for (Condition condition : post.firing().getEvidence().getConditions()) {
      write(condition);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Condition condition) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", condition.getName());
    json.writeStringField("help", AlertText.help(condition));
    MinuteJson.writeDefined(json, "value", condition.getValue());
    MinuteJson.writeDefined(json, "threshold", condition.getThreshold());
    json.writeStringField("unit", condition.getUnit());
    json.writeEndObject();
  }
}
