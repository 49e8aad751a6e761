package io.dephasing.core.codec;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Outcome;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.JobSpan;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of annotations and of what happens to them. */
final class AnnotationBytes {
  private AnnotationBytes() {}

  static void write(ScopedAnnotation annotation, DataOutput out) throws IOException {
    out.writeUTF(annotation.id());
    out.writeUTF(annotation.type().name());
    AnnotationScope scope = annotation.scope();
    out.writeUTF(scope.service());
    writeText(scope.kind() == null ? null : scope.kind().id(), out);
    writeText(scope.group(), out);
    writeText(scope.cohort(), out);
    out.writeLong(annotation.period().atMillis());
    out.writeLong(annotation.period().untilMillis());
    ScopedAnnotation.Text text = annotation.text();
    writeText(text.title(), out);
    writeText(text.version(), out);
    writeText(text.author(), out);
    writeText(text.reason(), out);
  }

  static ScopedAnnotation read(DataInput in) throws IOException {
    return new ScopedAnnotation(
        in.readUTF(),
        type(in.readUTF()),
        new AnnotationScope(in.readUTF(), kind(readText(in)), readText(in), readText(in)),
        new ScopedAnnotation.Period(in.readLong(), in.readLong()),
        new ScopedAnnotation.Text(readText(in), readText(in), readText(in), readText(in)));
  }

  static void writeChange(AnnotationChange change, DataOutput out) throws IOException {
    out.writeUTF(change.outcome().name());
    out.writeUTF(change.id());
    ScopedAnnotation annotation = change.annotation();
    out.writeBoolean(annotation != null);
    if (annotation != null) {
      write(annotation, out);
    }
    out.writeUTF(change.refusal());
    out.writeUTF(change.place().topic());
    out.writeInt(change.place().partition());
    out.writeLong(change.place().offset());
    out.writeLong(change.place().publishedMillis());
  }

  static AnnotationChange readChange(DataInput in) throws IOException {
    return new AnnotationChange(
        Outcome.valueOf(in.readUTF()),
        in.readUTF(),
        in.readBoolean() ? read(in) : null,
        in.readUTF(),
        new Place(in.readUTF(), in.readInt(), in.readLong(), in.readLong()));
  }

  static void writeBulletin(Bulletin bulletin, DataOutput out) throws IOException {
    JobSpan span = bulletin.span();
    AnnotationChange change = bulletin.change();
    out.writeBoolean(span != null);
    if (span != null) {
      Codecs.JOB_SPAN.write(span, out);
    }
    if (change != null) {
      writeChange(change, out);
    }
  }

  static Bulletin readBulletin(DataInput in) throws IOException {
    return in.readBoolean()
        ? Bulletin.of(Codecs.JOB_SPAN.read(in, Codecs.JOB_SPAN.version()))
        : Bulletin.of(readChange(in));
  }

  private static AnnotationKind type(String name) throws IOException {
    return AnnotationKind.ofName(name)
        .orElseThrow(
            () ->
                new IOException(
                    "annotation type %s is unknown: written by a newer version".formatted(name)));
  }

  private static @Nullable EventKind kind(@Nullable String id) throws IOException {
    if (id == null) {
      return null;
    }
    return EventKind.ofId(id)
        .orElseThrow(
            () -> new IOException("kind %s is unknown: written by a newer version".formatted(id)));
  }

  private static void writeText(@Nullable String text, DataOutput out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readText(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
