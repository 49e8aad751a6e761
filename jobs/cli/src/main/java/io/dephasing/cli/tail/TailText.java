package io.dephasing.cli.tail;

import io.dephasing.cli.kafka.DeadLetterLine;
import io.dephasing.connectors.kafka.DeadLetters;
import io.dephasing.core.event.PlainText;
import io.dephasing.core.sli.Measure;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records as short lines for people: when, what of, what. Nothing in them moves the cursor. */
final class TailText {
  private TailText() {}

  static String of(Sli sli) {
    StringBuilder line = new StringBuilder();
    line.append("%s  %s  ".formatted(sli.getWindowStart(), sli.getGroupKey()));
    line.append(number("%,.0f events", sli.getMeasures().get(Measure.EVENTS.id())));
    line.append(number(", peak %,.0f/s", sli.getMeasures().get(Measure.RATE_PEAK_PER_SECOND.id())));
    if (sli.getHerds() != null && !sli.getHerds().isEmpty()) {
      line.append(", herds: ").append(sli.getHerds().size());
    }
    if (Boolean.FALSE.equals(sli.getCompliant())) {
      line.append(", not compliant");
    }
    if (sli.getRevision() > 0) {
      line.append(", revision ").append(sli.getRevision());
    }
    return PlainText.of(line.toString());
  }

  static String of(Alert alert) {
    return PlainText.of(
        "%s  %-10s %-6s  %s  %s  %s"
            .formatted(
                alert.getDecidedAt(),
                alert.getState(),
                alert.getSeverity(),
                alert.getRule(),
                alert.getGroupKey(),
                alert.getSummary()));
  }

  static String of(Recommendation recommendation) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %s  spread %,d members over %,d s by %s: peak %,.0f -> %,.0f per second",
            recommendation.getDecidedAt(),
            recommendation.getGroupKey(),
            recommendation.getMembers(),
            recommendation.getSpreadWindowMillis() / 1000,
            recommendation.getAssignment(),
            recommendation.getPeakPerSecond(),
            recommendation.getExpectedPeakPerSecond());
    String reason = recommendation.getReason();
    return PlainText.of(reason == null ? line : line + " (" + reason + ")");
  }

  static String ofDeadLetter(ConsumerRecord<byte[], byte[]> letter) {
    return PlainText.of(
        "%s  %s-%s@%s  %s  %s  (%s)"
            .formatted(
                Instant.ofEpochMilli(letter.timestamp()),
                DeadLetterLine.text(letter, DeadLetters.TOPIC),
                DeadLetterLine.text(letter, DeadLetters.PARTITION),
                DeadLetterLine.text(letter, DeadLetters.OFFSET),
                DeadLetterLine.text(letter, DeadLetters.EXCEPTION),
                DeadLetterLine.text(letter, DeadLetters.REASON),
                size(letter.value())));
  }

  private static String size(byte @Nullable [] value) {
    return value == null ? "no value" : "%,d bytes".formatted(value.length);
  }

  private static String number(String format, @Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value);
  }
}
