package io.dephasing.formats.record;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Measures;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.ActivityTimeline.Transition;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.slice.WindowExemplar;
import io.dephasing.schemas.InstanceState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Writes SLIs as the bytes of their topic: Avro single-object encoding, field by field in the order
 * of the schema. Most records that the job publishes are SLIs, and by way of generated classes each
 * took nine times as long: builders, boxed counts, names encoded anew. Not for several threads.
 */
public final class SliWriter {
  /** As many as most records need, so that they are passed on once. */
  private static final int BUFFER_BYTES = 8 << 10;

  private static final EncoderFactory ENCODERS =
      new EncoderFactory().configureBufferSize(BUFFER_BYTES);
  private static final byte[] HEADER = SliRecords.BYTES.header();

  /** Branches of what may be absent: the schema has null first. */
  private static final int ABSENT = 0;

  private static final int GIVEN = 1;

  private static final List<Measure> MEASURES = Measure.all();
  private static final Utf8[] MEASURE_IDS =
      MEASURES.stream().map(measure -> new Utf8(measure.id())).toArray(Utf8[]::new);
  private static final Utf8[] OUTCOMES =
      Stream.of(RunOutcome.values())
          .map(outcome -> new Utf8(outcome.name().toLowerCase(Locale.ROOT)))
          .toArray(Utf8[]::new);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(BUFFER_BYTES);
  private final BinaryEncoder encoder = ENCODERS.binaryEncoder(out, null);

  /** Header and payload. */
  public byte[] bytes(WindowSli sli) {
    try {
      encoder.flush(); // what is left of a record that failed
      out.reset();
      encoder.writeFixed(HEADER);
      write(sli);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot be written to", e);
    }
  }

  private void write(WindowSli sli) throws IOException {
    group(sli.group());
    encoder.writeLong(sli.window().startMillis());
    encoder.writeLong(sli.window().endMillis());
    encoder.writeInt(sli.revision());
    measures(sli.measures());
    compliance(sli.compliance());
    nonScalars(sli.nonScalars());
    timeline(sli.examples().timeline());
    exemplars(sli.examples().exemplars());
  }

  private void group(GroupKey group) throws IOException {
    encoder.writeString(group.kind().id());
    encoder.writeString(group.service());
    encoder.writeString(group.name());
    optionalText(group.cohort());
    encoder.writeString(group.canonical());
  }

  private void measures(Measures measures) throws IOException {
    begin(measures.defined());
    for (int i = 0; i < MEASURE_IDS.length; i++) {
      double value = measures.value(MEASURES.get(i));
      if (!Double.isNaN(value)) {
        encoder.writeString(MEASURE_IDS[i]);
        encoder.writeDouble(value);
      }
    }
    end();
  }

  private void compliance(Compliance compliance) throws IOException {
    numbers(compliance.comparison().baselines());
    numbers(compliance.limits());
    changes(compliance.comparison().changes());
    Boolean compliant = compliance.compliant();
    if (isGiven(compliant != null)) {
      encoder.writeBoolean(Boolean.TRUE.equals(compliant));
    }
    if (isGiven(!Double.isNaN(compliance.objective()))) {
      encoder.writeDouble(compliance.objective());
    }
    optionalText(compliance.policyVersion());
  }

  private void numbers(Map<String, Double> byId) throws IOException {
    begin(byId.size());
    for (Map.Entry<String, Double> entry : byId.entrySet()) {
      encoder.writeString(entry.getKey());
      encoder.writeDouble(entry.getValue());
    }
    end();
  }

  private void changes(Map<String, Comparison.Change> byId) throws IOException {
    begin(byId.size());
    for (Map.Entry<String, Comparison.Change> entry : byId.entrySet()) {
      encoder.writeString(entry.getKey());
      encoder.writeDouble(entry.getValue().low());
      encoder.writeDouble(entry.getValue().value());
      encoder.writeDouble(entry.getValue().high());
    }
    end();
  }

  private void nonScalars(NonScalars nonScalars) throws IOException {
    herds(nonScalars.herds());
    counts(nonScalars.perSecond());
    counts(nonScalars.phaseHistogram());
    outcomes(nonScalars.outcomes());
    counts(nonScalars.attempts());
    counts(nonScalars.backoff());
    resourceKeys(nonScalars.topResourceKeys());
  }

  /** Empty where there are none, never absent: none was found is something to say. */
  private void herds(List<DetectedHerd> herds) throws IOException {
    encoder.writeIndex(GIVEN);
    begin(herds.size());
    for (DetectedHerd herd : herds) {
      encoder.writeLong(herd.instantMillis());
      encoder.writeLong(herd.widthMillis());
      encoder.writeLong(herd.durationMillis());
      encoder.writeInt(herd.size());
      encoder.writeDouble(herd.fraction());
      encoder.writeDouble(herd.peakPerSecond());
    }
    end();
  }

  /** An int and a long of the schema are the same bytes. */
  private void counts(int[] counts) throws IOException {
    if (isGiven(counts.length > 0)) {
      begin(counts.length);
      for (int count : counts) {
        encoder.writeInt(count);
      }
      end();
    }
  }

  private void outcomes(int[] counts) throws IOException {
    if (isGiven(counts.length > 0)) {
      begin(OUTCOMES.length);
      for (int i = 0; i < OUTCOMES.length; i++) {
        encoder.writeString(OUTCOMES[i]);
        encoder.writeLong(counts[i]);
      }
      end();
    }
  }

  private void resourceKeys(List<ResourceCount> keys) throws IOException {
    if (isGiven(!keys.isEmpty())) {
      begin(keys.size());
      for (ResourceCount each : keys) {
        encoder.writeString(each.key());
        encoder.writeLong(each.events());
      }
      end();
    }
  }

  private void timeline(List<ActivityTimeline> instances) throws IOException {
    if (isGiven(!instances.isEmpty())) {
      begin(instances.size());
      for (ActivityTimeline each : instances) {
        encoder.writeString(each.instance());
        transitions(each.transitions());
      }
      end();
    }
  }

  private void transitions(List<Transition> transitions) throws IOException {
    begin(transitions.size());
    for (Transition transition : transitions) {
      encoder.writeLong(transition.atMillis());
      InstanceState state =
          switch (transition.state()) {
            case IDLE -> InstanceState.IDLE;
            case WAITING -> InstanceState.WAITING;
            case RUNNING -> InstanceState.RUNNING;
            case FAILED -> InstanceState.FAILED;
          };
      encoder.writeEnum(state.ordinal());
    }
    end();
  }

  private void exemplars(List<WindowExemplar> exemplars) throws IOException {
    if (isGiven(!exemplars.isEmpty())) {
      begin(exemplars.size());
      for (WindowExemplar each : exemplars) {
        encoder.writeString(each.traceId());
        encoder.writeString(each.instance());
        encoder.writeLong(each.timeMillis());
        if (isGiven(Absent.isGiven(each.startDelayMillis()))) {
          encoder.writeLong(each.startDelayMillis());
        }
      }
      end();
    }
  }

  private void optionalText(@Nullable String text) throws IOException {
    encoder.writeIndex(text == null ? ABSENT : GIVEN);
    if (text != null) {
      encoder.writeString(text);
    }
  }

  /** Writes whether an optional value follows, and tells it. */
  private boolean isGiven(boolean isGiven) throws IOException {
    encoder.writeIndex(isGiven ? GIVEN : ABSENT);
    return isGiven;
  }

  /** An array or a map is one block with its size before it, none where it is empty. */
  private void begin(int size) throws IOException {
    encoder.writeArrayStart();
    encoder.setItemCount(size);
  }

  private void end() throws IOException {
    encoder.writeArrayEnd();
  }
}
