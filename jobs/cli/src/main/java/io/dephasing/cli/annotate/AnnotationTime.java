package io.dephasing.cli.annotate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads ISO 8601 with a zone, as {@code 2026-03-05T12:00:00Z}, and epoch milliseconds. */
final class AnnotationTime implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return text.matches("\\d{1,18}")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' is no time, as 2026-03-05T12:00:00Z or epoch milliseconds".formatted(text));
    }
  }
}
