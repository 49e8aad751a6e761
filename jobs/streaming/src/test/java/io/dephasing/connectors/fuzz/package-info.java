/** What readers and writers are tried with. */
@NullMarked
package io.dephasing.connectors.fuzz;

import org.jspecify.annotations.NullMarked;
