package io.dephasing.operators.group;

import io.dephasing.core.annotation.AnnotationBook;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.operators.types.StreamTypes;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * All annotations that are known, in broadcast state, and the {@code Annotations} that are made of
 * them in memory.
 */
final class KnownAnnotations {
  // Bounded by the book: what ended two days of event time ago, and beyond 10,000.
  static final MapStateDescriptor<String, ScopedAnnotation> DESCRIPTOR =
      new MapStateDescriptor<>("annotations", Types.STRING, StreamTypes.ANNOTATION);

  private final AnnotationBook book = new AnnotationBook();
  private boolean isRead;

  /** What is known now. */
  Annotations current(ReadOnlyBroadcastState<String, ScopedAnnotation> state) throws Exception {
    read(state);
    return book.annotations();
  }

  void take(
      AnnotationChange change, BroadcastState<String, ScopedAnnotation> state, long watermarkMillis)
      throws Exception {
    read(state);
    ScopedAnnotation annotation = change.annotation();
    switch (change.outcome()) {
      case ACCEPTED -> {
        if (annotation != null) {
          state.put(change.id(), annotation);
          for (String forgotten : book.put(annotation, watermarkMillis)) {
            state.remove(forgotten);
          }
        }
      }
      case WITHDRAWN -> {
        book.remove(change.id());
        state.remove(change.id());
      }
      case REFUSED -> {
        // Nobody is told of it.
      }
    }
  }

  /** State is there after a restore, when the first record comes; the memory of it is not. */
  private void read(ReadOnlyBroadcastState<String, ScopedAnnotation> state) throws Exception {
    if (!isRead) {
      for (Map.Entry<String, ScopedAnnotation> entry : state.immutableEntries()) {
        book.put(entry.getValue(), Long.MIN_VALUE);
      }
      isRead = true;
    }
  }
}
