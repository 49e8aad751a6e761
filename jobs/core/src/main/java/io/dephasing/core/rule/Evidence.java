package io.dephasing.core.rule;

import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an alert fires, in numbers.
 *
 * @param conditions what was compared with what
 * @param histogram events a second around the position, oldest first
 * @param instances a bounded sample of who acted
 */
public record Evidence(
    List<Condition> conditions, List<Integer> histogram, List<String> instances) {
  public Evidence {
    conditions = List.copyOf(conditions);
    histogram = List.copyOf(histogram);
    instances = List.copyOf(instances);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    Varints.write(out, conditions.size());
    for (Condition condition : conditions) {
      out.writeUTF(condition.name());
      out.writeDouble(condition.value());
      out.writeDouble(condition.threshold());
      out.writeUTF(condition.unit());
    }
    Varints.write(out, histogram.size());
    for (int count : histogram) {
      Varints.write(out, count);
    }
    Varints.write(out, instances.size());
    for (String instance : instances) {
      out.writeUTF(instance);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Evidence read(DataInput in) throws IOException {
    List<Condition> conditions = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      conditions.add(new Condition(in.readUTF(), in.readDouble(), in.readDouble(), in.readUTF()));
    }
    List<Integer> histogram = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      histogram.add(Varints.readInt(in));
    }
    List<String> instances = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      instances.add(in.readUTF());
    }
    return new Evidence(conditions, histogram, instances);
  }
}
