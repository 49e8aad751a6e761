/**
 * What is drawn on a terminal while a command runs: lines, a panel and a progress line in place.
 */
@NullMarked
package io.dephasing.cli.terminal;

import org.jspecify.annotations.NullMarked;
