package io.dephasing.core.alert;

/**
 * What a person reads.
 *
 * @param summary one line
 * @param description what was found, against what
 * @param runbook path of the rule's runbook
 */
public record Wording(String summary, String description, String runbook) {}
