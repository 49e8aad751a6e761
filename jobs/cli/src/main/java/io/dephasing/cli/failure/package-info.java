/**
 * How a command fails: the exceptions with a message of one line for people, and their exit codes.
 */
@NullMarked
package io.dephasing.cli.failure;

import org.jspecify.annotations.NullMarked;
