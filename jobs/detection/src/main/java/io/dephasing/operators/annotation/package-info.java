/**
 * What happens to annotations before all groups are told: {@link
 * io.dephasing.operators.annotation.AdmitAnnotations} decides what is news. It judges no signature
 * and no content: a reader has. This package never knows Kafka or wire formats.
 */
@NullMarked
package io.dephasing.operators.annotation;

import org.jspecify.annotations.NullMarked;
