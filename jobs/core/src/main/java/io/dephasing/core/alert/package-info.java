/**
 * The lifecycle of alerts: which transitions exist, and what identifies them. Start with {@link
 * io.dephasing.core.alert.AlertState}. This package never knows Kafka or Alertmanager.
 */
@NullMarked
package io.dephasing.core.alert;

import org.jspecify.annotations.NullMarked;
