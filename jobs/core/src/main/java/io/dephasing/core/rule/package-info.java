/**
 * What makes an alert: effect, significance and minimum size, all three. Start with {@link
 * io.dephasing.core.rule.RuleCatalogue}; one class a rule. This package never knows an alert's
 * lifecycle.
 */
@NullMarked
package io.dephasing.core.rule;

import org.jspecify.annotations.NullMarked;
