/**
 * Alerts to Alertmanager's API v2. Start with {@link
 * io.dephasing.connectors.alertmanager.AlertmanagerSink}; {@link
 * io.dephasing.connectors.alertmanager.AlertPost} says how an alert reads there. This package never
 * knows when an alert is told of again: operators do.
 */
@NullMarked
package io.dephasing.connectors.alertmanager;

import org.jspecify.annotations.NullMarked;
