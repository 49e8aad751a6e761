/** {@code dephase replay}: a file of events through the whole job, and what it found as files. */
@NullMarked
package io.dephasing.cli.replay;

import org.jspecify.annotations.NullMarked;
