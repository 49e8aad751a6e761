/** {@code dephase topics}: the topics of the jobs, as their producers and consumers need them. */
@NullMarked
package io.dephasing.cli.topics;

import org.jspecify.annotations.NullMarked;
