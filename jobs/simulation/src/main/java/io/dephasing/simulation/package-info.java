/**
 * Fleets whose behaviour is known, so that what the product says about them can be checked: for
 * tests, calibration, the demo and {@code simulate}. Start with {@link
 * io.dephasing.simulation.Fleets} for a fixture and {@link io.dephasing.simulation.Scenarios} for
 * the labelled catalogue. This package knows events and annotations alone, neither clock nor
 * statistics, and everything in it is a function of its seed.
 */
@NullMarked
package io.dephasing.simulation;

import org.jspecify.annotations.NullMarked;
