/**
 * Policies as people write them: YAML, checked. Start with {@link
 * io.dephasing.formats.policy.PolicyYaml}. This package never judges.
 */
@NullMarked
package io.dephasing.formats.policy;

import org.jspecify.annotations.NullMarked;
