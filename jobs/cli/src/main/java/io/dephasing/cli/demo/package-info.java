/**
 * {@code dephase demo}: a fleet that herds and is dephased, through the whole job, on one screen.
 */
@NullMarked
package io.dephasing.cli.demo;

import org.jspecify.annotations.NullMarked;
