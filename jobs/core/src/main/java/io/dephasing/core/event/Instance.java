package io.dephasing.core.event;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * A member of a group: pod, host, client. Statistics know it by its hash alone, evidence by its id.
 *
 * @param id as the producer gives it
 * @param hash 32 bits of komihash 5.0 over the id's UTF-8 bytes
 */
public record Instance(String id, int hash) {
  private static final Hasher64 HASHER = Hashing.komihash5_0();

  /** The instance with this id; O(length). */
  public static Instance of(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    return new Instance(id, hash(utf8, 0, utf8.length));
  }

  /** The hash of the id that these UTF-8 bytes spell, without making the string. */
  public static int hash(byte[] utf8, int offset, int length) {
    long hash = HASHER.hashBytesToLong(utf8, offset, length);
    return (int) (hash ^ (hash >>> 32));
  }
}
