/**
 * The generator of Grafana's dashboards and the checks that hold them to the catalogues. Start with
 * {@link io.dephasing.dashboards.DashboardFiles}; one class holds one dashboard. It never spells a
 * metric: names come from the enums that the exporter writes from.
 */
@NullMarked
package io.dephasing.dashboards;

import org.jspecify.annotations.NullMarked;
