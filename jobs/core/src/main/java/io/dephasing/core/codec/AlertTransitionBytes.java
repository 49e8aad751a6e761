package io.dephasing.core.codec;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Lifetime;
import io.dephasing.core.alert.Status;
import io.dephasing.core.alert.Wording;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Evidence;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    String rollout = transition.finding().rollout();
    out.writeBoolean(rollout != null);
    if (rollout != null) {
      out.writeUTF(rollout);
    }
    out.writeUTF(transition.policyVersion());
  }

  /** The first version knew no rollouts. */
  static AlertTransition read(DataInput in, int version) throws IOException {
    return new AlertTransition(
        new AlertTransition.Identity(in.readUTF(), in.readUTF(), in.readUTF()),
        Status.valueOf(in.readUTF()),
        Severity.valueOf(in.readUTF()),
        GroupKey.parse(in.readUTF()),
        new Lifetime(in.readLong(), in.readLong(), in.readLong()),
        new AlertTransition.Finding(
            new Wording(in.readUTF(), in.readUTF(), in.readUTF()),
            Evidence.read(in),
            readLabels(in),
            version >= 2 && in.readBoolean() ? in.readUTF() : null),
        in.readUTF());
  }

  private static Map<String, String> readLabels(DataInput in) throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      labels.put(in.readUTF(), in.readUTF());
    }
    return labels;
  }
}
