package io.dephasing.formats.wire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The catalogue of wire formats. Formats are detected in the order of the constants; ids are option
 * values and for ever.
 *
 * <p>A new format is a class that implements {@link WireFormat} and a constant here.
 */
public enum WireFormats {
  /** Avro's single-object encoding: needs no registry. */
  AVRO_SINGLE_OBJECT("avro", new SingleObjectFormat()),
  /** JSON with the field names of the Avro schemas. */
  JSON("json", new JsonFormat());

  private static final List<WireFormats> ALL = List.of(values());

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // formats have no state
  private final WireFormat format;

  WireFormats(String id, WireFormat format) {
    this.id = id;
    this.format = format;
  }

  /** All formats in the order of detection; does not copy. */
  public static List<WireFormats> all() {
    return ALL;
  }

  /** The format with this id, if there is one. */
  public static Optional<WireFormats> ofId(String id) {
    return ALL.stream().filter(format -> format.id.equals(id)).findFirst();
  }

  /** All ids, for error messages: {@code avro, json}. */
  public static String ids() {
    return ALL.stream().map(WireFormats::id).collect(Collectors.joining(", "));
  }

  /** The option value that stands for this format. */
  public String id() {
    return id;
  }

  /** Reads and recognizes the format. */
  public WireFormat format() {
    return format;
  }
}
