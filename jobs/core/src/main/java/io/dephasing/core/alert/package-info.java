/**
 * The lifecycle of alerts: which transitions exist, and what identifies an alert. Start with {@link
 * io.dephasing.core.alert.Alerts}. This package never knows Kafka or Alertmanager.
 */
@NullMarked
package io.dephasing.core.alert;

import org.jspecify.annotations.NullMarked;
