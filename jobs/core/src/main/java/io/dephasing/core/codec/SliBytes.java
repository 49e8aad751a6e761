package io.dephasing.core.codec;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Comparison.Change;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.ActivityTimeline.Transition;
import io.dephasing.core.slice.InstanceActivity;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.slice.WindowExemplar;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of an SLI; measures by their id, so that their order is free. */
final class SliBytes {
  private static final InstanceActivity[] STATES = InstanceActivity.values();

  /** Since version 3. */
  private static final byte NOT_JUDGED = 2;

  private SliBytes() {}

  static void write(WindowSli sli, DataOutput out) throws IOException {
    out.writeUTF(sli.group().canonical());
    out.writeLong(sli.window().startMillis());
    out.writeLong(sli.window().endMillis());
    Varints.write(out, sli.revision());
    MeasureBytes.write(sli.measures(), out);
    // Sorted: an immutable map's order differs from one process to the next.
    writeMap(out, new TreeMap<>(sli.compliance().limits()));
    Boolean compliant = sli.compliance().compliant();
    out.writeByte(compliant == null ? NOT_JUDGED : compliant ? 1 : 0);
    out.writeDouble(sli.compliance().objective());
    out.writeUTF(sli.compliance().policyVersion());
    writeComparison(out, sli.compliance().comparison());
    writeNonScalars(out, sli.nonScalars());
    writeExamples(out, sli.examples());
  }

  private static void writeComparison(DataOutput out, Comparison comparison) throws IOException {
    writeMap(out, new TreeMap<>(comparison.baselines()));
    Varints.write(out, comparison.changes().size());
    for (Map.Entry<String, Change> entry : new TreeMap<>(comparison.changes()).entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeDouble(entry.getValue().low());
      out.writeDouble(entry.getValue().value());
      out.writeDouble(entry.getValue().high());
    }
  }

  private static Comparison readComparison(DataInput in) throws IOException {
    Map<String, Double> baselines = readMap(in);
    Map<String, Change> changes = new LinkedHashMap<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      changes.put(in.readUTF(), new Change(in.readDouble(), in.readDouble(), in.readDouble()));
    }
    return new Comparison(baselines, changes);
  }

  /**
   * The first version told nothing of examples, the first two nothing of resource keys, the first
   * three nothing of baselines.
   */
  static WindowSli read(DataInput in, int version) throws IOException {
    return new WindowSli(
        GroupKey.parse(in.readUTF()),
        new Window(in.readLong(), in.readLong()),
        Varints.readInt(in),
        MeasureBytes.read(in),
        new Compliance(
            readMap(in),
            readCompliant(in),
            in.readDouble(),
            in.readUTF(),
            version < 4 ? Comparison.NONE : readComparison(in)),
        readNonScalars(in, version),
        version < 2 ? WindowExamples.NONE : readExamples(in));
  }

  private static @Nullable Boolean readCompliant(DataInput in) throws IOException {
    byte compliant = in.readByte();
    return compliant == NOT_JUDGED ? null : Boolean.valueOf(compliant != 0);
  }

  private static void writeExamples(DataOutput out, WindowExamples examples) throws IOException {
    Varints.write(out, examples.timeline().size());
    for (ActivityTimeline instance : examples.timeline()) {
      out.writeUTF(instance.instance());
      Varints.write(out, instance.transitions().size());
      for (Transition transition : instance.transitions()) {
        out.writeLong(transition.atMillis());
        out.writeByte(transition.state().ordinal());
      }
    }
    Varints.write(out, examples.exemplars().size());
    for (WindowExemplar exemplar : examples.exemplars()) {
      out.writeUTF(exemplar.traceId());
      out.writeUTF(exemplar.instance());
      out.writeLong(exemplar.timeMillis());
      out.writeLong(exemplar.startDelayMillis());
    }
  }

  private static WindowExamples readExamples(DataInput in) throws IOException {
    ActivityTimeline[] timeline = new ActivityTimeline[Varints.readInt(in)];
    for (int i = 0; i < timeline.length; i++) {
      timeline[i] = new ActivityTimeline(in.readUTF(), readTransitions(in));
    }
    List<WindowExemplar> exemplars = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      exemplars.add(new WindowExemplar(in.readUTF(), in.readUTF(), in.readLong(), in.readLong()));
    }
    return new WindowExamples(Arrays.asList(timeline), exemplars);
  }

  private static List<Transition> readTransitions(DataInput in) throws IOException {
    Transition[] transitions = new Transition[Varints.readInt(in)];
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] = new Transition(in.readLong(), STATES[in.readByte()]);
    }
    return Arrays.asList(transitions);
  }

  private static void writeMap(DataOutput out, Map<String, Double> map) throws IOException {
    Varints.write(out, map.size());
    for (Map.Entry<String, Double> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeDouble(entry.getValue());
    }
  }

  private static Map<String, Double> readMap(DataInput in) throws IOException {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      map.put(in.readUTF(), in.readDouble());
    }
    return map;
  }

  private static void writeNonScalars(DataOutput out, NonScalars nonScalars) throws IOException {
    Varints.write(out, nonScalars.herds().size());
    for (DetectedHerd herd : nonScalars.herds()) {
      out.writeLong(herd.instantMillis());
      out.writeLong(herd.widthMillis());
      out.writeLong(herd.durationMillis());
      out.writeInt(herd.size());
      out.writeDouble(herd.fraction());
      out.writeInt(herd.peakPerSecond());
    }
    writeCounts(out, nonScalars.perSecond());
    writeCounts(out, nonScalars.phaseHistogram());
    writeCounts(out, nonScalars.outcomes());
    writeCounts(out, nonScalars.attempts());
    writeCounts(out, nonScalars.backoff());
    Varints.write(out, nonScalars.topResourceKeys().size());
    for (ResourceCount each : nonScalars.topResourceKeys()) {
      out.writeUTF(each.key());
      Varints.write(out, each.events());
    }
  }

  private static NonScalars readNonScalars(DataInput in, int version) throws IOException {
    List<DetectedHerd> herds = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      herds.add(
          new DetectedHerd(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readDouble(),
              in.readInt()));
    }
    return new NonScalars(
        herds,
        readCounts(in),
        readCounts(in),
        readCounts(in),
        readCounts(in),
        readCounts(in),
        version < 3 ? List.of() : readKeys(in));
  }

  private static List<ResourceCount> readKeys(DataInput in) throws IOException {
    List<ResourceCount> keys = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      keys.add(new ResourceCount(in.readUTF(), Varints.read(in)));
    }
    return keys;
  }

  private static void writeCounts(DataOutput out, int[] counts) throws IOException {
    Varints.write(out, counts.length);
    Varints.writeSparse(out, counts);
  }

  private static int[] readCounts(DataInput in) throws IOException {
    int[] counts = new int[Varints.readInt(in)];
    Varints.readSparse(in, counts);
    return counts;
  }
}
