/**
 * Many groups together: which begin at one instant though each alone is innocent. Start with {@link
 * io.dephasing.core.across.AcrossWatch}. This package never knows a group's own seconds.
 */
@NullMarked
package io.dephasing.core.across;

import org.jspecify.annotations.NullMarked;
