/**
 * Many distinct instances within a short interval: the scan over seconds, across window edges.
 * Start with {@link io.dephasing.core.herd.HerdScan}. This package never knows alerts or policies.
 */
@NullMarked
package io.dephasing.core.herd;

import org.jspecify.annotations.NullMarked;
