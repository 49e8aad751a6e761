/**
 * The export job: SLIs and alerts from Kafka to Prometheus, alerts to Alertmanager. Start with
 * {@link io.dephasing.export.ExportJob}. It takes its options and Kafka's settings from the
 * detection job's module, and knows nothing of how anything is detected.
 */
@NullMarked
package io.dephasing.export;

import org.jspecify.annotations.NullMarked;
