package io.dephasing.cli.page;

import com.microsoft.playwright.Page;

/** Someone without a mouse. */
final class Keyboard {
  /** Nobody wants to press it more often than that. */
  private static final int MOST_TABS = 60;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  void press(String key) {
    page.keyboard().press(key);
  }

  /** What a function of JavaScript says of the element that has the focus. */
  Object focused(String function) {
    return page.evaluate("(" + function + ")(document.activeElement)");
  }

  /** Goes on until the focus is where the function says true. */
  void tabTo(String function) {
    for (int i = 0; i < MOST_TABS; i++) {
      if (Boolean.TRUE.equals(focused(function))) {
        return;
      }
      press("Tab");
    }
    throw new AssertionError("the focus never comes to " + function);
  }
}
