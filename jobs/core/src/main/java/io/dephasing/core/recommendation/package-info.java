/**
 * What would cure a herd: a spread window, slots, and their price. Start with {@link
 * io.dephasing.core.recommendation.SpreadPlanner}, a pure function. This package never knows how a
 * herd was found, nor who is told.
 */
@NullMarked
package io.dephasing.core.recommendation;

import org.jspecify.annotations.NullMarked;
