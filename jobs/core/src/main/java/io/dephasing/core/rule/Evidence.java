package io.dephasing.core.rule;

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
}
