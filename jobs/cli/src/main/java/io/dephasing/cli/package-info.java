/**
 * The command line: one class for each command, on what the modules below offer. Start with {@link
 * io.dephasing.cli.Main}; {@link io.dephasing.cli.LocalJob} runs the job in this process. This
 * package never computes a statistic and never knows an operator.
 */
@NullMarked
package io.dephasing.cli;

import org.jspecify.annotations.NullMarked;
