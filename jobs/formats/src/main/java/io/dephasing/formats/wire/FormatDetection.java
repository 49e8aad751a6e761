package io.dephasing.formats.wire;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the formats that a deployment allows apart, record by record. */
public final class FormatDetection {
  private final WireFormats[] allowed;

  /**
   * Detection among some formats.
   *
   * @throws IllegalArgumentException where none is allowed
   */
  public FormatDetection(Collection<WireFormats> allowed) {
    if (allowed.isEmpty()) {
      throw new IllegalArgumentException(
          "no wire format is allowed; at least one of %s".formatted(WireFormats.ids()));
    }
    this.allowed = EnumSet.copyOf(allowed).toArray(WireFormats[]::new);
  }

  /** The first allowed format that claims the value; null where none does. */
  public @Nullable WireFormat of(byte[] value) {
    for (WireFormats candidate : allowed) {
      if (candidate.format().claims(value)) {
        return candidate.format();
      }
    }
    return null;
  }

  /** The allowed formats, for reasons: {@code avro, json}. */
  public String allowedIds() {
    return Arrays.stream(allowed).map(WireFormats::id).collect(Collectors.joining(", "));
  }
}
