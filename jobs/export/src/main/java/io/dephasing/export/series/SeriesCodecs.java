package io.dephasing.export.series;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.SimpleCodec;
import java.util.List;

/** The catalogue of codecs for what the export job remembers or sends between its operators. */
public final class SeriesCodecs {
  /** What the export job remembers of a group. */
  public static final Codec<GroupMemory> GROUP_MEMORY =
      new SimpleCodec<>(
          "group-memory", GroupMemory.class, false, GroupMemory::write, GroupMemory::read);

  /** What goes to Prometheus. */
  public static final Codec<Sample> SAMPLE =
      new SimpleCodec<>("sample", Sample.class, true, SampleBytes::write, SampleBytes::read);

  /** What the export job remembers of a line of annotations. */
  public static final Codec<AnnotationMemory> ANNOTATION_MEMORY =
      new SimpleCodec<>(
          "annotation-memory",
          AnnotationMemory.class,
          false,
          AnnotationMemory::write,
          AnnotationMemory::read);

  private static final List<Codec<?>> ALL = List.of(GROUP_MEMORY, SAMPLE, ANNOTATION_MEMORY);

  private SeriesCodecs() {}

  /** All of them; does not copy. */
  public static List<Codec<?>> all() {
    return ALL;
  }
}
