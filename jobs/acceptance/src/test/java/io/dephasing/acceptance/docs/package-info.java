/**
 * The documentation as a test: reference pages are written from the catalogues, links lead
 * somewhere, examples are understood by the code. Start with {@link
 * io.dephasing.acceptance.docs.ReferencePagesTest}. This package never runs a job.
 */
@NullMarked
package io.dephasing.acceptance.docs;

import org.jspecify.annotations.NullMarked;
