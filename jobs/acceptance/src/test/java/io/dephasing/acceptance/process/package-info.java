/**
 * Programs of others that tests start: Prometheus and Alertmanager, as they are on the PATH. Start
 * with {@link io.dephasing.acceptance.process.PrometheusProcess}. This package never knows what the
 * tests want of them.
 */
@NullMarked
package io.dephasing.acceptance.process;

import org.jspecify.annotations.NullMarked;
