/**
 * Wiring alone: {@link io.dephasing.topology.DetectionJob} reads like the picture in the design.
 * Start there; {@link io.dephasing.topology.Options} is the catalogue of options, {@link
 * io.dephasing.topology.Step} that of uids. This package never computes a statistic.
 */
@NullMarked
package io.dephasing.topology;

import org.jspecify.annotations.NullMarked;
