/**
 * What the structures of the hot path buy, each beside the simple form that it stands for. Start
 * with {@link io.dephasing.benchmarks.hot.HotBenchmarks}. The benchmarks themselves are in the
 * packages of what they measure, {@code core.slice} and {@code core.group}: most of it is seen
 * there alone, and nothing is made public to be measured.
 */
@NullMarked
package io.dephasing.benchmarks.hot;

import org.jspecify.annotations.NullMarked;
