package io.dephasing.core.slice;

/**
 * Events that went for one resource.
 *
 * @param key names it: a cache key, a table, an artifact
 * @param events how many, never more than there were
 */
public record ResourceCount(String key, long events) {}
