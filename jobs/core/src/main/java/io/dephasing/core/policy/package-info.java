/**
 * What a group is held to: limits, objective, severity. Start with {@link
 * io.dephasing.core.policy.Policy}. This package never knows where a policy comes from.
 */
@NullMarked
package io.dephasing.core.policy;

import org.jspecify.annotations.NullMarked;
