/**
 * The working copy that tests run in, and the machine's programs. Start with {@link
 * io.dephasing.repository.Repository}. For tests of what lies in files: pages, configuration,
 * dashboards.
 */
@NullMarked
package io.dephasing.repository;

import org.jspecify.annotations.NullMarked;
