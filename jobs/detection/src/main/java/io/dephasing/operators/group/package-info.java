/**
 * The one keyed operator: {@link io.dephasing.operators.group.WatchGroup}, a few lines around
 * core's group watch. It decides nothing itself. This package never knows Kafka or wire formats.
 */
@NullMarked
package io.dephasing.operators.group;

import org.jspecify.annotations.NullMarked;
