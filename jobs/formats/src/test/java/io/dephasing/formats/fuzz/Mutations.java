package io.dephasing.formats.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Records with something wrong with them, of records with nothing wrong; the same each time. */
public final class Mutations {
  /** How many of each: {@code -Dfuzz.records=1000000} for as many as a release is tried with. */
  public static final int RECORDS = Integer.getInteger("fuzz.records", 3_000);

  private static final byte[][] TOKENS = {
    {'{'},
    {'['},
    {'"'},
    {'n', 'u', 'l', 'l'},
    {'1', 'e', '9', '9', '9'},
    {'\\', 'u', 'd', '8'},
    {'t', 'r', 'u', 'e'},
    {'-'},
    {','},
    {':'},
    {'}'},
    {0},
    {(byte) 0xC3, 1}
  };

  private final Random random = new Random(3);
  private final List<byte[]> seeds;

  private Mutations(List<byte[]> seeds) {
    this.seeds = seeds;
  }

  /** Hands on {@link #RECORDS} records that were made of these, one to three times mutated. */
  public static void of(List<byte[]> seeds, Consumer<byte[]> reader) {
    Mutations mutations = new Mutations(seeds);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.next();
      try {
        reader.accept(record);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("record %d: %s".formatted(i, Arrays.toString(record)), e);
      }
    }
  }

  private byte[] next() {
    byte[] record = seed();
    for (int i = random.nextInt(3); i >= 0; i--) {
      record = mutated(record);
    }
    return record;
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] mutated(byte[] record) {
    int at = random.nextInt(record.length + 1);
    return switch (random.nextInt(8)) {
      case 0 -> bitsFlipped(record);
      case 1 -> Arrays.copyOf(record, at);
      case 2 -> spliced(record, at, seed());
      case 3 -> replaced(record, at, claim(), random.nextInt(3));
      case 4 -> replaced(record, at, TOKENS[random.nextInt(TOKENS.length)], 1);
      case 5 -> replaced(record, at, new byte[] {(byte) random.nextInt(256)}, 1);
      case 6 -> replaced(record, at, repeated(), random.nextInt(40));
      default -> spliced(record, at, record);
    };
  }

  private byte[] bitsFlipped(byte[] record) {
    byte[] flipped = record.clone();
    for (int i = random.nextInt(8); i >= 0 && flipped.length > 0; i--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  /** The beginning of one and the end of another. */
  private byte[] spliced(byte[] record, int at, byte[] other) {
    int from = random.nextInt(other.length + 1);
    byte[] spliced = Arrays.copyOf(record, at + other.length - from);
    System.arraycopy(other, from, spliced, at, other.length - from);
    return spliced;
  }

  private static byte[] replaced(byte[] record, int at, byte[] by, int length) {
    int end = Math.min(record.length, at + length);
    byte[] replaced = Arrays.copyOf(record, at + by.length + record.length - end);
    System.arraycopy(by, 0, replaced, at, by.length);
    System.arraycopy(record, end, replaced, at + by.length, record.length - end);
    return replaced;
  }

  /** A length or a count as Avro writes it, of any size. */
  private byte[] claim() {
    long rest = random.nextLong() >>> random.nextInt(64);
    byte[] claim = new byte[10];
    int length = 0;
    do {
      claim[length++] = (byte) ((rest & 0x7F) | (rest >>> 7 == 0 ? 0 : 0x80));
      rest >>>= 7;
    } while (rest != 0);
    return Arrays.copyOf(claim, length);
  }

  /** One token a few thousand times: deep nesting, numbers without end, long names. */
  private byte[] repeated() {
    byte[] token = TOKENS[random.nextInt(TOKENS.length)];
    byte[] repeated = new byte[token.length * (1 << random.nextInt(random.nextInt(14) + 1))];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = token[i % token.length];
    }
    return repeated;
  }
}
