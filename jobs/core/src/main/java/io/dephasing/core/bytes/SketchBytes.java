package io.dephasing.core.bytes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The registers of a sketch in five bits each. Those of one sketch lie close together: about seven
 * doublings above the smallest, all but a few in a thousand. Those few follow in full.
 */
public final class SketchBytes {
  private static final int BITS = 5;
  private static final int BEYOND = (1 << BITS) - 1;

  private SketchBytes() {}

  /** Writes the smallest filled register, the codes, and what is beyond them. */
  public static void write(DataOutput out, byte[] registers) throws IOException {
    int least = leastFilled(registers);
    out.writeByte(least);
    long bits = 0;
    int filled = 0;
    for (byte register : registers) {
      bits |= (long) code(register, least) << filled;
      filled += BITS;
      while (filled >= Byte.SIZE) {
        out.writeByte((int) bits);
        bits >>>= Byte.SIZE;
        filled -= Byte.SIZE;
      }
    }
    for (byte register : registers) {
      if (code(register, least) == BEYOND) {
        out.writeByte(register);
      }
    }
  }

  private static int leastFilled(byte[] registers) {
    int least = 0xFF;
    for (byte register : registers) {
      least = register == 0 ? least : Math.min(least, register & 0xFF);
    }
    return least;
  }

  private static int code(byte register, int least) {
    return register == 0 ? 0 : Math.min(BEYOND, (register & 0xFF) - least + 1);
  }

  /**
   * Fills the registers with what {@link #write} wrote.
   *
   * @param registers as many as were written: a power of two, at least eight
   */
  public static void read(DataInput in, byte[] registers) throws IOException {
    int least = in.readUnsignedByte();
    long bits = 0;
    int filled = 0;
    for (int i = 0; i < registers.length; i++) {
      while (filled < BITS) {
        bits |= (long) in.readUnsignedByte() << filled;
        filled += Byte.SIZE;
      }
      registers[i] = (byte) (bits & BEYOND);
      bits >>>= BITS;
      filled -= BITS;
    }
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] == BEYOND) {
        registers[i] = in.readByte();
      } else if (registers[i] != 0) {
        registers[i] = (byte) (registers[i] + least - 1);
      }
    }
  }
}
