/**
 * Annotations on the wire, and what is told of them: Avro and JSON in, Avro out. Start with {@link
 * io.dephasing.formats.annotation.AnnotationReader}. This package never knows what an annotation
 * does to an alert.
 */
@NullMarked
package io.dephasing.formats.annotation;

import org.jspecify.annotations.NullMarked;
