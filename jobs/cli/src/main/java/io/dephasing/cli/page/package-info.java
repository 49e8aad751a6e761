/**
 * The live page: reads SLIs, alerts and events back from Kafka, keeps the last hour of them in
 * bounded memory and tells browsers on this machine about it. Start with {@link
 * io.dephasing.cli.page.LivePage}; {@link io.dephasing.cli.page.PageModel} is what is known. This
 * package never writes to Kafka, and never knows a command.
 */
@NullMarked
package io.dephasing.cli.page;

import org.jspecify.annotations.NullMarked;
