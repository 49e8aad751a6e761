/**
 * What the detection costs, measured beside rivals that do less. Start with {@link
 * io.dephasing.benchmarks.ThroughputBenchmark}; each consumer runs in a process of its own, {@link
 * io.dephasing.benchmarks.ConsumerProcess}. This package never judges an event itself and never
 * uses a clock or chance to make one.
 */
@NullMarked
package io.dephasing.benchmarks;

import org.jspecify.annotations.NullMarked;
