package io.dephasing.types;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type that Flink does not look into, because its serializer says all: neither a key nor a tuple.
 *
 * @param <T> the type
 */
public final class SerializedType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  /**
   * Announces a type.
   *
   * @param name for people who read a job's plan
   */
  public SerializedType(String name, Class<T> type, TypeSerializer<T> serializer) {
    this.name = name;
    this.type = type;
    this.serializer = serializer;
  }

  /** A type whose values an operator hands to the next of its chain, and nobody else. */
  public static <T> SerializedType<T> withinChain(Class<T> type) {
    return new SerializedType<>(type.getSimpleName(), type, ChainSerializer.instance());
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SerializedType<?> that
        && type == that.type
        && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, serializer);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SerializedType;
  }
}
