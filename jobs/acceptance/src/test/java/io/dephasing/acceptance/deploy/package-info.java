/**
 * Static checks of {@code docker-compose.yml} and of the scripts in {@code deploy/}. Start with
 * {@link io.dephasing.acceptance.deploy.ComposeTest}. It never starts a container: no engine is
 * there.
 */
@NullMarked
package io.dephasing.acceptance.deploy;

import org.jspecify.annotations.NullMarked;
