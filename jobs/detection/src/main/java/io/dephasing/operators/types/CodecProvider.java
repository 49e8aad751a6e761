package io.dephasing.operators.types;

import io.dephasing.core.codec.Codec;
import java.util.List;

/**
 * The codecs that a module adds to those of the core. State names its codec by id alone, so they
 * are found with {@link java.util.ServiceLoader}: a module lists its provider in {@code
 * META-INF/services}.
 */
public interface CodecProvider {
  /** Codecs whose ids no other has. */
  List<Codec<?>> codecs();
}
