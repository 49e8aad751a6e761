/**
 * Policies as people write them: YAML, checked. Start with {@link
 * io.dephasing.connectors.policy.PolicyYaml}. This package never judges.
 */
@NullMarked
package io.dephasing.connectors.policy;

import org.jspecify.annotations.NullMarked;
