package io.dephasing.core.codec;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Lifetime;
import io.dephasing.core.alert.Status;
import io.dephasing.core.alert.Wording;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of an alert's transition. */
final class AlertTransitionBytes {
  private AlertTransitionBytes() {}

  static void write(AlertTransition transition, DataOutput out) throws IOException {
    out.writeUTF(transition.identity().alertId());
    out.writeUTF(transition.identity().fingerprint());
    out.writeUTF(transition.identity().rule());
    out.writeUTF(transition.status().name());
    out.writeUTF(transition.severity().name());
    out.writeUTF(transition.group().canonical());
    out.writeLong(transition.lifetime().startsAtMillis());
    out.writeLong(transition.lifetime().endsAtMillis());
    out.writeLong(transition.lifetime().decidedAtMillis());
    Wording wording = transition.finding().wording();
    out.writeUTF(wording.summary());
    out.writeUTF(wording.description());
    out.writeUTF(wording.runbook());
    transition.finding().evidence().write(out);
    // Sorted: an immutable map's order differs from one process to the next.
    SortedMap<String, String> labels = new TreeMap<>(transition.finding().labels());
    Varints.write(out, labels.size());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      out.writeUTF(label.getKey());
      out.writeUTF(label.getValue());
    }
    writeOptional(out, transition.finding().rollout());
    out.writeUTF(transition.policyVersion());
    Varints.write(out, transition.retelling().revision());
    writeOptional(out, transition.retelling().inhibitedBy());
  }

  private static void writeOptional(DataOutput out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readOptional(DataInput in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  /** The first version knew no rollouts, the first two no revisions, the first three no facts. */
  static AlertTransition read(DataInput in, int version) throws IOException {
    return new AlertTransition(
        new AlertTransition.Identity(in.readUTF(), in.readUTF(), in.readUTF()),
        Status.valueOf(in.readUTF()),
        AlertSeverity.valueOf(in.readUTF()),
        GroupKey.parse(in.readUTF()),
        new Lifetime(in.readLong(), in.readLong(), in.readLong()),
        new AlertTransition.Finding(
            new Wording(in.readUTF(), in.readUTF(), in.readUTF()),
            version < 4 ? AlertEvidence.readWithoutFacts(in) : AlertEvidence.read(in),
            readLabels(in),
            version < 2 ? null : readOptional(in)),
        in.readUTF(),
        version < 3
            ? AlertTransition.Retelling.FIRST
            : new AlertTransition.Retelling(Varints.readInt(in), readOptional(in)));
  }

  private static Map<String, String> readLabels(DataInput in) throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      labels.put(in.readUTF(), in.readUTF());
    }
    return labels;
  }
}
