package io.dephasing.connectors.kafka;

/**
 * A clock that runs at another speed than the wall's.
 *
 * @param originMillis what it showed at the wall's origin, ms since the epoch
 * @param wallOriginMillis the wall's origin, ms since the epoch
 * @param speed its seconds in a second of the wall, above 0
 */
public record ScaledClock(long originMillis, long wallOriginMillis, double speed)
    implements EventClock {
  public ScaledClock {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed %s is not above 0".formatted(speed));
    }
  }

  @Override
  public long nowMillis() {
    return originMillis + (long) ((System.currentTimeMillis() - wallOriginMillis) * speed);
  }
}
