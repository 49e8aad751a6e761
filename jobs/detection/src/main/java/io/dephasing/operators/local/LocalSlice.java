package io.dephasing.operators.local;

import io.dephasing.core.slice.Slice;

/**
 * A slice that one subtask has open.
 *
 * @param group whose
 * @param index its minute
 * @param number of those that are open, from 0
 * @param slice what is folded already
 */
record LocalSlice(LocalGroup group, long index, int number, Slice slice) {}
