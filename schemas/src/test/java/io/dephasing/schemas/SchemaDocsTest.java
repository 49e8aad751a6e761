package io.dephasing.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocsTest {
  static Stream<Path> current() {
    return SchemaFiles.current().stream();
  }

  @ParameterizedTest
  @MethodSource("current")
  void every_named_type_and_every_field_says_what_it_is(Path file) {
    List<String> silent = new ArrayList<>();
    for (Schema named : namedTypes(SchemaFiles.read(file))) {
      if (isBlank(named.getDoc())) {
        silent.add(named.getName());
      }
      if (named.getType() == Schema.Type.RECORD) {
        named.getFields().stream()
            .filter(field -> isBlank(field.doc()))
            .forEach(field -> silent.add(named.getName() + "." + field.name()));
      }
    }
    assertThat(silent).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("current")
  void a_union_is_with_null_first_and_null_is_its_default(Path file) {
    for (Schema record : records(file)) {
      for (Schema.Field field : record.getFields()) {
        if (field.schema().getType() == Schema.Type.UNION) {
          assertThat(field.schema().getTypes()).as(field.name()).hasSize(2);
          assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
          assertThat(field.hasDefaultValue()).as(field.name()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("current")
  void an_enum_has_a_symbol_for_what_it_does_not_know(Path file) {
    assertThat(namedTypes(SchemaFiles.read(file)))
        .filteredOn(named -> named.getType() == Schema.Type.ENUM)
        .allSatisfy(
            named -> assertThat(named.getEnumDefault()).as(named.getName()).isEqualTo("UNKNOWN"));
  }

  @ParameterizedTest
  @MethodSource("current")
  void a_number_says_its_unit(Path file) {
    for (Schema record : records(file)) {
      for (Schema.Field field : record.getFields()) {
        Schema value = valueOf(field.schema());
        boolean isTime = LogicalTypes.timestampMillis().equals(value.getLogicalType());
        if (isTime) {
          assertThat(field.doc()).as(field.name()).contains("Epoch milliseconds");
        } else if (isNumber(value) && !record.getName().equals("Condition")) {
          assertThat(field.doc())
              .as(field.name())
              .containsAnyOf("Milliseconds", "Count", "Ratio", "Per second", "Share", "retry");
        }
      }
    }
  }

  private static Schema valueOf(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes().get(1) : schema;
  }

  private static boolean isNumber(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static List<Schema> records(Path file) {
    return namedTypes(SchemaFiles.read(file)).stream()
        .filter(named -> named.getType() == Schema.Type.RECORD)
        .toList();
  }

  private static List<Schema> namedTypes(Schema root) {
    List<Schema> found = new ArrayList<>();
    collect(root, found);
    return found;
  }

  private static void collect(Schema schema, List<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        found.add(schema);
        schema.getFields().forEach(field -> collect(field.schema(), found));
      }
      case ENUM -> found.add(schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(type -> collect(type, found));
      default -> {
        // Primitives have no parts.
      }
    }
  }

  private static boolean isBlank(String doc) {
    return doc == null || doc.isBlank();
  }
}
