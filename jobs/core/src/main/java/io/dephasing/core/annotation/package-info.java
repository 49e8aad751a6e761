/**
 * What people tell the observer: rollouts, changes of dephasing, maintenance, and for whom they
 * hold. Start with {@link io.dephasing.core.annotation.Annotations}, which answers what rules and
 * alerts ask. This package never knows when an annotation arrived: its own times alone count.
 */
@NullMarked
package io.dephasing.core.annotation;

import org.jspecify.annotations.NullMarked;
