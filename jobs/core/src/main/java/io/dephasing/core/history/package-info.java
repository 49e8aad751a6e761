/**
 * What is remembered of one group: the slices that are still open, and, of those that are settled,
 * the little that later judgements compare with. Start with {@link
 * io.dephasing.core.history.GroupHistory}. Settled values are always read as of a slice, never
 * "now", so that the order of arrival changes nothing (METHOD 9.8); this package never judges.
 */
@NullMarked
package io.dephasing.core.history;

import org.jspecify.annotations.NullMarked;
