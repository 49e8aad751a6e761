/**
 * The command line: a package for each command, and packages for what several commands share. Start
 * with {@link io.dephasing.cli.Main}; {@link io.dephasing.cli.job.LocalJob} runs the job in this
 * process. The command line never computes a statistic and never knows an operator.
 */
@NullMarked
package io.dephasing.cli;

import org.jspecify.annotations.NullMarked;
