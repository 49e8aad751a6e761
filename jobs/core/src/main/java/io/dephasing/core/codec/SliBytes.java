package io.dephasing.core.codec;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.herd.Herd;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Comparison.Change;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Individuals;
import io.dephasing.core.sli.Sli;
import io.dephasing.core.sli.Structures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.slice.Exemplar;
import io.dephasing.core.slice.InstanceState;
import io.dephasing.core.slice.InstanceTimeline;
import io.dephasing.core.slice.InstanceTimeline.Transition;
import io.dephasing.core.slice.ResourceKeyCount;
import io.dephasing.core.slice.Varints;
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
  private static final InstanceState[] STATES = InstanceState.values();

  /** Since version 3. */
  private static final byte NOT_JUDGED = 2;

  private SliBytes() {}

  static void write(Sli sli, DataOutput out) throws IOException {
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
    writeStructures(out, sli.structures());
    writeIndividuals(out, sli.individuals());
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
   * The first version told nothing of individuals, the first two nothing of resource keys, the
   * first three nothing of baselines.
   */
  static Sli read(DataInput in, int version) throws IOException {
    return new Sli(
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
        readStructures(in, version),
        version < 2 ? Individuals.NONE : readIndividuals(in));
  }

  private static @Nullable Boolean readCompliant(DataInput in) throws IOException {
    byte compliant = in.readByte();
    return compliant == NOT_JUDGED ? null : Boolean.valueOf(compliant != 0);
  }

  private static void writeIndividuals(DataOutput out, Individuals individuals) throws IOException {
    Varints.write(out, individuals.timeline().size());
    for (InstanceTimeline instance : individuals.timeline()) {
      out.writeUTF(instance.instance());
      Varints.write(out, instance.transitions().size());
      for (Transition transition : instance.transitions()) {
        out.writeLong(transition.atMillis());
        out.writeByte(transition.state().ordinal());
      }
    }
    Varints.write(out, individuals.exemplars().size());
    for (Exemplar exemplar : individuals.exemplars()) {
      out.writeUTF(exemplar.traceId());
      out.writeUTF(exemplar.instance());
      out.writeLong(exemplar.timeMillis());
      out.writeLong(exemplar.startDelayMillis());
    }
  }

  private static Individuals readIndividuals(DataInput in) throws IOException {
    InstanceTimeline[] timeline = new InstanceTimeline[Varints.readInt(in)];
    for (int i = 0; i < timeline.length; i++) {
      timeline[i] = new InstanceTimeline(in.readUTF(), readTransitions(in));
    }
    List<Exemplar> exemplars = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      exemplars.add(new Exemplar(in.readUTF(), in.readUTF(), in.readLong(), in.readLong()));
    }
    return new Individuals(Arrays.asList(timeline), exemplars);
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

  private static void writeStructures(DataOutput out, Structures structures) throws IOException {
    Varints.write(out, structures.herds().size());
    for (Herd herd : structures.herds()) {
      out.writeLong(herd.instantMillis());
      out.writeLong(herd.widthMillis());
      out.writeLong(herd.durationMillis());
      out.writeInt(herd.size());
      out.writeDouble(herd.fraction());
      out.writeInt(herd.peakPerSecond());
    }
    writeCounts(out, structures.perSecond());
    writeCounts(out, structures.phaseHistogram());
    writeCounts(out, structures.outcomes());
    writeCounts(out, structures.attempts());
    writeCounts(out, structures.backoff());
    Varints.write(out, structures.topResourceKeys().size());
    for (ResourceKeyCount each : structures.topResourceKeys()) {
      out.writeUTF(each.key());
      Varints.write(out, each.events());
    }
  }

  private static Structures readStructures(DataInput in, int version) throws IOException {
    List<Herd> herds = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      herds.add(
          new Herd(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readDouble(),
              in.readInt()));
    }
    return new Structures(
        herds,
        readCounts(in),
        readCounts(in),
        readCounts(in),
        readCounts(in),
        readCounts(in),
        version < 3 ? List.of() : readKeys(in));
  }

  private static List<ResourceKeyCount> readKeys(DataInput in) throws IOException {
    List<ResourceKeyCount> keys = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      keys.add(new ResourceKeyCount(in.readUTF(), Varints.read(in)));
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
