/**
 * Alerts to Alertmanager's API v2. Start with {@link
 * io.dephasing.export.alertmanager.AlertmanagerSink}; {@link
 * io.dephasing.export.alertmanager.AlertPost} says how an alert reads there. This package never
 * knows when an alert is told of again: operators do.
 */
@NullMarked
package io.dephasing.export.alertmanager;

import org.jspecify.annotations.NullMarked;
