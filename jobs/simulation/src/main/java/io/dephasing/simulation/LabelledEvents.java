package io.dephasing.simulation;

/**
 * A played scenario.
 *
 * @param events in delivery order
 * @param labels what must be said about them
 * @param setting in which it must be said
 */
public record LabelledEvents(TimedEvents events, ScenarioLabels labels, Setting setting) {}
