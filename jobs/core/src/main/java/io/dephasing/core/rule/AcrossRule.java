package io.dephasing.core.rule;

/** A rule that judges many groups together: no single group's state is enough for it. */
public non-sealed interface AcrossRule extends Rule {}
