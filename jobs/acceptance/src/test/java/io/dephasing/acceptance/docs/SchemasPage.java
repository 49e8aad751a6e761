package io.dephasing.acceptance.docs;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Annotation;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Remediation;
import io.dephasing.schemas.Retry;
import io.dephasing.schemas.Sli;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The page of schemas, from the Avro files. */
final class SchemasPage {
  private static final List<Schema> TOPICS =
      List.of(
          JobStart.getClassSchema(),
          Retry.getClassSchema(),
          Remediation.getClassSchema(),
          Sli.getClassSchema(),
          Alert.getClassSchema(),
          Recommendation.getClassSchema(),
          Annotation.getClassSchema(),
          Audit.getClassSchema());

  private SchemasPage() {}

  static String text() {
    Markdown page =
        Markdown.page("Schemas")
            .paragraph(
                """
                One Avro schema for each topic. In JSON the names are the same, times are epoch
                milliseconds, and what is absent is left out; JSON Lines of events also have `type`
                (`job-start`, `retry` or `remediation`) and may have `ingestTime`, the broker's time
                of the record. New fields have defaults, nothing is renamed or reused; the build
                checks it against every released version.""")
            .paragraph(
                """
            Texts of events and annotations lose white space and control characters at their ends;
            a control character within is shown (`␊`). Service, `job`, `operation`, `action` and `cohort`
            may have 256 characters; of more than 128 the first 119 are kept, then `~` and a hash.
            So they stand in what comes out: [names](../howto/publish-events.md#names).""");
    Set<Schema> parts = new LinkedHashSet<>();
    TOPICS.forEach(schema -> record(page, schema, parts));
    List<Schema> open = new ArrayList<>(parts);
    for (int i = 0; i < open.size(); i++) {
      Set<Schema> more = new LinkedHashSet<>();
      record(page, open.get(i), more);
      more.stream().filter(part -> !open.contains(part)).forEach(open::add);
    }
    return page.text();
  }

  private static void record(Markdown page, Schema schema, Set<Schema> parts) {
    page.section(schema.getName())
        .paragraph(schema.getDoc())
        .table(
            List.of("field", "type", "required", "what"),
            schema.getFields().stream().map(field -> row(field, parts)).toList());
  }

  private static List<String> row(Schema.Field field, Set<Schema> parts) {
    return List.of(
        Markdown.code(field.name()),
        type(field.schema(), parts),
        field.hasDefaultValue() ? "" : "yes",
        field.doc());
  }

  private static String type(Schema schema, Set<Schema> parts) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream()
              .filter(each -> each.getType() != Schema.Type.NULL)
              .map(each -> type(each, parts))
              .collect(Collectors.joining(" or "));
      case ARRAY -> "list of " + type(schema.getElementType(), parts);
      case MAP -> "map to " + type(schema.getValueType(), parts);
      case ENUM -> String.join(", ", schema.getEnumSymbols());
      case RECORD -> {
        parts.add(schema);
        yield "[%s](#%s)"
            .formatted(schema.getName(), schema.getName().toLowerCase(java.util.Locale.ROOT));
      }
      default -> schema.getType().getName();
    };
  }
}
