/** {@code dephase simulate}: a labelled scenario as files. */
@NullMarked
package io.dephasing.cli.simulate;

import org.jspecify.annotations.NullMarked;
