/**
 * What a metrics store sees of the records: names, labels, samples. Start with {@link
 * io.dephasing.export.series.ExportedMetric}, the catalogue of what is exported besides the
 * measures. This package never knows how samples travel, nor how a number came about.
 */
@NullMarked
package io.dephasing.export.series;

import org.jspecify.annotations.NullMarked;
