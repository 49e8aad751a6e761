/**
 * What is published for each group and window. Start with {@link io.dephasing.core.sli.Measure},
 * the catalogue of scalar SLIs. This package never knows rules or alerts.
 */
@NullMarked
package io.dephasing.core.sli;

import org.jspecify.annotations.NullMarked;
