package io.dephasing.formats.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it is written; what is left out is null.
 *
 * @param limits limit by measure id, in the measure's unit
 * @param severity of an alert that a limit raises: page or ticket
 * @param spreadSeconds D, the spread objective
 * @param cadenceSeconds cadence of the group
 * @param members M, number of members
 * @param objective share of windows that should comply
 * @param falseAlarmsPer30Days budget of the herd rule for each width
 * @param timeline whether each window tells what instances did, and not only while an alert is out
 */
record PolicyEntry(
    @JsonProperty("limits") @Nullable Map<String, Double> limits,
    @JsonProperty("severity") @Nullable String severity,
    @JsonProperty("spreadSeconds") @Nullable Double spreadSeconds,
    @JsonProperty("cadenceSeconds") @Nullable Double cadenceSeconds,
    @JsonProperty("members") @Nullable Integer members,
    @JsonProperty("objective") @Nullable Double objective,
    @JsonProperty("falseAlarmsPer30Days") @Nullable Double falseAlarmsPer30Days,
    @JsonProperty("timeline") @Nullable Boolean timeline) {}
