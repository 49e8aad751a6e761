/** Options that several commands have, each with the same name and the same error. */
@NullMarked
package io.dephasing.cli.options;

import org.jspecify.annotations.NullMarked;
