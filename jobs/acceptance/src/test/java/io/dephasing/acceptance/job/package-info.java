/**
 * The detection job on a real broker and a real Flink cluster. Start with {@link
 * io.dephasing.acceptance.job.JobFixture}. Tests wait for conditions, never for time.
 */
@NullMarked
package io.dephasing.acceptance.job;

import org.jspecify.annotations.NullMarked;
