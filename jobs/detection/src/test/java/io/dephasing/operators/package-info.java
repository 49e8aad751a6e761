/**
 * What tests of several packages of operators share. Start with {@link
 * io.dephasing.operators.Outflow}. It knows no operator.
 */
@NullMarked
package io.dephasing.operators;

import org.jspecify.annotations.NullMarked;
