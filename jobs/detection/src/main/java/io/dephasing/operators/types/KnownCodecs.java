package io.dephasing.operators.types;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds a codec by its id, among those of the core and those that other modules bring. */
final class KnownCodecs {
  private KnownCodecs() {}

  /** The codec with this id, if there is one. */
  static Optional<Codec<?>> ofId(String id) {
    return Codecs.ofId(id).or(() -> brought().filter(codec -> codec.id().equals(id)).findFirst());
  }

  /** With the class loader of the job's jar, which all modules are in. */
  private static Stream<Codec<?>> brought() {
    return ServiceLoader.load(CodecProvider.class, CodecProvider.class.getClassLoader()).stream()
        .flatMap(provider -> provider.get().codecs().stream());
  }
}
