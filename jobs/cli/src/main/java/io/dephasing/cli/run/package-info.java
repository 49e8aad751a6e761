/** {@code dephase run} and {@code dephase export}: the jobs until they are stopped. */
@NullMarked
package io.dephasing.cli.run;

import org.jspecify.annotations.NullMarked;
