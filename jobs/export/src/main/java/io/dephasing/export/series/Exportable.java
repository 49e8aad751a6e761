package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;

/** What a record says to a metrics store. */
public sealed interface Exportable permits GroupWindow, AlertChange, Advice {
  /** Whose record it is. */
  GroupKey group();
}
