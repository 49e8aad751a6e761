package io.dephasing.core.rule;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why an alert fires, in numbers.
 *
 * @param conditions what was compared with what; each of them holds
 * @param facts what else there is to know
 * @param histogram events a second around the position, oldest first
 * @param instances those that make the claim, or some of them
 * @param claimants how many make the claim; 0 where the instances are only some who acted
 */
public record AlertEvidence(
    List<MetCondition> conditions,
    List<Fact> facts,
    List<Integer> histogram,
    List<String> instances,
    int claimants) {
  public AlertEvidence {
    conditions = List.copyOf(conditions);
    facts = List.copyOf(facts);
    histogram = List.copyOf(histogram);
    instances = List.copyOf(instances);
  }

  /** Evidence without further facts, and some of who acted. */
  public AlertEvidence(
      List<MetCondition> conditions, List<Integer> histogram, List<String> instances) {
    this(conditions, List.of(), histogram, instances, 0);
  }

  /** The same with one fact more. */
  public AlertEvidence with(Fact fact) {
    List<Fact> more = new ArrayList<>(facts);
    more.add(fact);
    return new AlertEvidence(conditions, more, histogram, instances, claimants);
  }

  /** The first condition of this name. */
  Optional<MetCondition> condition(String name) {
    return conditions.stream().filter(condition -> condition.name().equals(name)).findFirst();
  }

  /** The largest value of a condition or a fact by this name. */
  public OptionalDouble value(String name) {
    double most = Double.NaN;
    for (MetCondition condition : conditions) {
      most = condition.name().equals(name) ? larger(most, condition.value()) : most;
    }
    for (Fact fact : facts) {
      most = fact.name().equals(name) ? larger(most, fact.value()) : most;
    }
    return Double.isNaN(most) ? OptionalDouble.empty() : OptionalDouble.of(most);
  }

  private static double larger(double most, double value) {
    return Double.isNaN(most) ? value : Math.max(most, value);
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    Varints.write(out, conditions.size());
    for (MetCondition condition : conditions) {
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
    Varints.write(out, claimants);
    Varints.write(out, facts.size());
    for (Fact fact : facts) {
      out.writeUTF(fact.name());
      out.writeDouble(fact.value());
      out.writeUTF(fact.unit());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static AlertEvidence read(DataInput in) throws IOException {
    AlertEvidence bare = readWithoutFacts(in);
    int claimants = Varints.readInt(in);
    List<Fact> facts = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      facts.add(new Fact(in.readUTF(), in.readDouble(), in.readUTF()));
    }
    return new AlertEvidence(bare.conditions, facts, bare.histogram, bare.instances, claimants);
  }

  /** Without its relation, which the numbers tell; what is no number is let go of. */
  private static Optional<MetCondition> readCondition(DataInput in) throws IOException {
    String name = in.readUTF();
    double value = in.readDouble();
    double threshold = in.readDouble();
    String unit = in.readUTF();
    return Double.isNaN(value) || Double.isNaN(threshold)
        ? Optional.empty()
        : Optional.of(MetCondition.held(name, value, threshold, unit));
  }

  /** Reads what was written before there were facts. */
  public static AlertEvidence readWithoutFacts(DataInput in) throws IOException {
    List<MetCondition> conditions = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      readCondition(in).ifPresent(conditions::add);
    }
    List<Integer> histogram = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      histogram.add(Varints.readInt(in));
    }
    List<String> instances = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      instances.add(in.readUTF());
    }
    return new AlertEvidence(conditions, histogram, instances);
  }
}
