/**
 * A Flink job inside this process: its cluster, its state on the disk, its counters and health, and
 * how it is ended.
 */
@NullMarked
package io.dephasing.cli.job;

import org.jspecify.annotations.NullMarked;
