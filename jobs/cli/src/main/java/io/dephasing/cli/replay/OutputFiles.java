package io.dephasing.cli.replay;

import io.dephasing.cli.kafka.DeadLetterLine;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Sli;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a replay found, as files in an order that depends on the records alone. It holds records in
 * memory as the bytes of their topics, but for dead letters, which may be many and long.
 */
final class OutputFiles {
  private static final Comparator<SliRow> SLI_ORDER =
      Comparator.comparingLong(SliRow::windowStartMillis)
          .thenComparing(SliRow::groupKey)
          .thenComparingInt(SliRow::revision);
  private static final Comparator<Alert> ALERT_ORDER =
      Comparator.comparing(Alert::getDecidedAt)
          .thenComparing(Alert::getStartsAt)
          .thenComparing(Alert::getFingerprint)
          .thenComparing(Alert::getState)
          .thenComparingInt(Alert::getRevision);
  private static final Comparator<Recommendation> RECOMMENDATION_ORDER =
      Comparator.comparing(Recommendation::getDecidedAt)
          .thenComparing(Recommendation::getGroupKey)
          .thenComparing(recommendation -> String.valueOf(recommendation.getAlertId()));

  private static final String SLIS = "slis.jsonl";
  private static final String ALERTS = "alerts.jsonl";
  private static final String RECOMMENDATIONS = "recommendations.jsonl";
  private static final String DEAD_LETTERS = "dead-letters.jsonl";
  private static final String AUDIT = "audit.jsonl";

  private final List<SliRow> slis = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<Recommendation> recommendations = new ArrayList<>();
  private final SortedDeadLetters deadLetters;
  private final List<Audit> audit = new ArrayList<>();

  /** An SLI's place, and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared: a row that is sorted
  private record SliRow(long windowStartMillis, String groupKey, int revision, byte[] avro) {}

  /**
   * Nothing yet.
   *
   * @param scratch a folder for what does not fit into memory
   */
  OutputFiles(Path scratch) {
    this.deadLetters = new SortedDeadLetters(scratch);
  }

  void addSli(ConsumerRecord<byte[], byte[]> record) {
    Sli sli = SliRecords.read(record.value());
    slis.add(
        new SliRow(
            sli.getWindowStart().toEpochMilli(),
            sli.getGroupKey(),
            sli.getRevision(),
            record.value()));
  }

  void addAlert(ConsumerRecord<byte[], byte[]> record) {
    alerts.add(AlertRecords.read(record.value()));
  }

  void addRecommendation(ConsumerRecord<byte[], byte[]> record) {
    recommendations.add(RecommendationRecords.read(record.value()));
  }

  /** In the order of the annotations: a topic of one partition. */
  void addAudit(ConsumerRecord<byte[], byte[]> record) {
    audit.add(AuditRecords.read(record.value()));
  }

  void addDeadLetter(ConsumerRecord<byte[], byte[]> record) {
    deadLetters.add(DeadLetterLine.of(record));
  }

  /** The files that are written in a directory. */
  static List<Path> in(Path directory, boolean hasAudit) {
    List<String> names = new ArrayList<>(List.of(SLIS, ALERTS, RECOMMENDATIONS, DEAD_LETTERS));
    if (hasAudit) {
      names.add(AUDIT);
    }
    return names.stream().map(directory::resolve).toList();
  }

  /**
   * Writes all files, and only then lets them take the place of those of an earlier replay.
   *
   * @param hasAudit whether there is a file of what became of annotations
   * @return how many lines each has
   */
  Map<Path, Long> write(Path directory, boolean hasAudit) throws IOException {
    slis.sort(SLI_ORDER);
    alerts.sort(ALERT_ORDER);
    recommendations.sort(RECOMMENDATION_ORDER);
    Map<Path, Long> sizes = new LinkedHashMap<>();
    Path sliFile = directory.resolve(SLIS);
    Path alertFile = directory.resolve(ALERTS);
    Path recommendationFile = directory.resolve(RECOMMENDATIONS);
    Path deadLetterFile = directory.resolve(DEAD_LETTERS);
    sizes.put(sliFile, write(sliFile, slis, row -> AvroJson.line(SliRecords.read(row.avro()))));
    sizes.put(alertFile, write(alertFile, alerts, AvroJson::line));
    sizes.put(recommendationFile, write(recommendationFile, recommendations, AvroJson::line));
    sizes.put(deadLetterFile, deadLetters.write(temporary(deadLetterFile)));
    if (hasAudit) {
      Path auditFile = directory.resolve(AUDIT);
      sizes.put(auditFile, write(auditFile, audit, AvroJson::line));
    }
    for (Path file : sizes.keySet()) {
      Files.move(
          temporary(file),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
    return sizes;
  }

  private static <T> long write(Path file, List<T> rows, Function<T, String> line)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(temporary(file))) {
      for (T row : rows) {
        out.write(line.apply(row));
        out.write('\n');
      }
    }
    return rows.size();
  }

  private static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }
}
