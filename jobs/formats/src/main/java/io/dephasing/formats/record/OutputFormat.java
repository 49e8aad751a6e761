package io.dephasing.formats.record;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How our own records are written. Whoever reads one sees by its first byte which it is. */
public enum OutputFormat {
  /** Avro single-object encoding. */
  AVRO,
  /** The lines of {@link AvroJson}, in UTF-8. */
  JSON;

  private static final List<String> IDS = Stream.of(values()).map(OutputFormat::id).toList();

  /** What it is called in a configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What all are called. */
  public static List<String> ids() {
    return IDS;
  }

  /** The one that is called so. */
  public static OutputFormat ofId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
