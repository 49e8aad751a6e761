/** {@code dephase tail}: the records of an output topic as lines, while they come. */
@NullMarked
package io.dephasing.cli.tail;

import org.jspecify.annotations.NullMarked;
