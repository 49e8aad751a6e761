/**
 * The memory of one group. Start with {@link io.dephasing.core.history.GroupHistory}. {@link
 * io.dephasing.core.history.OpenSlices} holds the last minutes second by second; when a minute has
 * settled, each {@link io.dephasing.core.history.HistoryPart} takes from it the little that later
 * judgements compare with. The page of {@code core.group} draws the life of a minute.
 *
 * <p>What is held, and for how long:
 *
 * <table>
 *   <caption>Parts of a group's history</caption>
 *   <tr><th>part</th><th>holds</th><th>bound</th></tr>
 *   <tr><td>{@code OpenSlices}</td><td>whole slices, then counts per second</td>
 *       <td>minutes, by the widest scan</td></tr>
 *   <tr><td>{@code MinuteCounts}</td><td>starts per minute</td><td>64 minutes; a day more for
 *       retries of a service and for remediations</td></tr>
 *   <tr><td>{@code Baselines}</td><td>weighted sums for each hour of the day or the
 *       week</td><td>168 cells, half-life 4 weeks</td></tr>
 *   <tr><td>{@code RunsInFlight}</td><td>runs without an END</td><td>24 h, 256 distinct
 *       seconds</td></tr>
 *   <tr><td>{@code SecondsOfMinute}</td><td>one start of each instance in an hour</td>
 *       <td>1,024 instances</td></tr>
 * </table>
 *
 * <p>A settled value is always read <i>as of</i> a slice, never "now": two readers that are at
 * different places of the same stream get the same answer (METHOD 9.8). This package never judges.
 */
@NullMarked
package io.dephasing.core.history;

import org.jspecify.annotations.NullMarked;
