/**
 * The web page in a real Chromium against a real server.
 *
 * <p>Start reading at {@link io.confab.server.page.PageIT}; {@link io.confab.server.page.Tab} has the words that the tests
 * are written in.
 */
package io.confab.server.page;
