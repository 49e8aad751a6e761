package io.dephasing.formats.wire;

import io.dephasing.schemas.JobStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** The schemas that are known here, by fingerprint. Immutable. */
public final class WriterSchemas {
  private static final String RELEASED = "/released/%d/%s.avsc";

  private final WriterSchema[] schemas;

  private WriterSchemas(Collection<WriterSchema> schemas) {
    this.schemas = schemas.toArray(WriterSchema[]::new);
  }

  /** Exactly these schemas. */
  public static WriterSchemas of(Collection<Schema> schemas) {
    // Few, and read for each record: a walk over an array, the first ones first.
    Map<Long, WriterSchema> byFingerprint = new TreeMap<>();
    List<WriterSchema> distinct = new ArrayList<>();
    for (Schema schema : schemas) {
      WriterSchema writer = WriterSchema.of(schema);
      if (byFingerprint.putIfAbsent(writer.fingerprint(), writer) == null) {
        distinct.add(writer);
      }
    }
    return new WriterSchemas(distinct);
  }

  /**
   * The current schema of a record first, then what each release called by its name.
   *
   * @param current schema of this build
   */
  public static WriterSchemas released(Schema current) {
    return released(current, List.of());
  }

  /**
   * As {@link #released(Schema)}, and other schemas, as of {@link #inDirectory}.
   *
   * @param current schema of this build
   * @param others of producers who write with their own
   */
  public static WriterSchemas released(Schema current, Collection<Schema> others) {
    List<Schema> known = new ArrayList<>();
    known.add(current);
    for (int release = 1; ; release++) {
      Schema schema = resource(RELEASED.formatted(release, current.getName()));
      if (schema == null) {
        break;
      }
      known.add(schema);
    }
    known.addAll(others);
    return of(known);
  }

  /**
   * The schemas of all files {@code *.avsc} of a directory.
   *
   * @throws IllegalArgumentException where one of them is no schema
   * @throws UncheckedIOException where the directory or a file cannot be read
   */
  public static List<Schema> inDirectory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> sorted = files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList();
      List<Schema> schemas = new ArrayList<>();
      for (Path file : sorted) {
        schemas.add(parse(file.toString(), Files.readString(file)));
      }
      return schemas;
    } catch (IOException e) {
      throw new UncheckedIOException("schemas in %s cannot be read".formatted(directory), e);
    }
  }

  /** The schema with this fingerprint; null where it is not known. */
  public @Nullable WriterSchema find(long fingerprint) {
    for (WriterSchema schema : schemas) {
      if (schema.fingerprint() == fingerprint) {
        return schema;
      }
    }
    return null;
  }

  private static @Nullable Schema resource(String name) {
    try (InputStream in = JobStart.class.getResourceAsStream(name)) {
      return in == null ? null : parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(name), e);
    }
  }

  private static Schema parse(String name, String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (SchemaParseException e) {
      throw new IllegalArgumentException(
          "%s is no Avro schema: %s".formatted(name, e.getMessage()), e);
    }
  }
}
