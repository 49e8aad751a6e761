/**
 * Everything that is done for one group: slices fold in, windows close, rules judge. Start with
 * {@link io.dephasing.core.group.GroupWatch}. This package is pure: time comes in as an argument,
 * never from a clock.
 *
 * <p>The life of the minute 12:00, with two minutes of allowed lateness, an out-of-orderness of 2 s
 * and a scan of up to 60 s:
 *
 * <pre>
 * event time    12:00      12:01      12:03                12:08
 * watermark       |----------|----------|---------------------|
 *                 |          |          |                     |
 *                 open       published  settled               forgotten
 *                 each partial slice    what is late until    its seconds go too, when
 *                 is folded in and      here makes revision   no position's surroundings
 *                 judged at once        1; then the minute    reach them any more
 *                 (rules in flight)     shrinks to counts
 * </pre>
 *
 * <ul>
 *   <li><b>Open</b>, until the watermark passes its end: {@code history.OpenSlices} holds the whole
 *       {@code Slice}. {@code Pending} holds positions that wait for later seconds.
 *   <li><b>Published</b>, at its end: {@code WindowPublisher} makes revision 0 of the SLI.
 *   <li><b>Settled</b>, when nothing can change it any more: {@code GroupHistory.settle} takes from
 *       it what baselines, members and cadences need; {@code SettledJudgement} asks the rules that
 *       look at whole minutes; the slice then {@code shrink}s to its counts per second.
 *   <li><b>Forgotten</b>: sets of instances go once no window that may be published again reaches
 *       them, counts per second five minutes later, nine with a scan of 60 s. A group that was
 *       silent for two days goes as a whole, unless an alert is out.
 * </ul>
 */
@NullMarked
package io.dephasing.core.group;

import org.jspecify.annotations.NullMarked;
