/** What readers and writers are tried with. */
@NullMarked
package io.dephasing.formats.fuzz;

import org.jspecify.annotations.NullMarked;
