/** {@code dephase annotate}: what people tell the job of rollouts, changes and maintenance. */
@NullMarked
package io.dephasing.cli.annotate;

import org.jspecify.annotations.NullMarked;
