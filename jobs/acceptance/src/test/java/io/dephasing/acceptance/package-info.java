/**
 * The whole, tested: layers, scenarios on a real broker and a real cluster, restarts. Start with
 * {@link io.dephasing.acceptance.LayersTest}. This package never holds what a module can test
 * alone.
 */
@NullMarked
package io.dephasing.acceptance;

import org.jspecify.annotations.NullMarked;
