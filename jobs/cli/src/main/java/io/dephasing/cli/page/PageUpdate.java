package io.dephasing.cli.page;

/**
 * What one browser was told.
 *
 * @param change number of the last change of the model that is in it; -1 for none
 * @param groupKey canonical key of the group that it is about; empty for none
 * @param json as it goes out
 */
record PageUpdate(long change, String groupKey, String json) {
  /** Nothing yet. */
  static final PageUpdate NOTHING = new PageUpdate(-1, "", "");
}
