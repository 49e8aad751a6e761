/**
 * What happens where the bytes still are, chained to the source: what is late, what came twice, and
 * the fold into local slices. Start with {@link io.dephasing.operators.local.SplitLate}. This
 * package never knows Kafka or wire formats.
 */
@NullMarked
package io.dephasing.operators.local;

import org.jspecify.annotations.NullMarked;
