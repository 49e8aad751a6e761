package io.dephasing.core.sli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a window was held to, and whether it complied.
 *
 * @param limits limit by measure id, in the measure's unit, in force when the window was judged
 * @param compliant false when a herd fired in the window or a limit was passed; null where it was
 *     not judged, because maintenance covers some of it
 * @param objective share of windows that should comply, 0 to 1
 * @param policyVersion version of the policy; {@code default} before any
 * @param comparison what the group looked like before
 */
public record Compliance(
    Map<String, Double> limits,
    @Nullable Boolean compliant,
    double objective,
    String policyVersion,
    Comparison comparison) {
  public Compliance {
    limits = Map.copyOf(limits);
  }
}
