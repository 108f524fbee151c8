/**
 * For tests only: the real services that a test needs, free ports, and tools that break things.
 *
 * <p>Must not know: any module but contract and embedded, so that every module can use it in its tests.
 *
 * <p>Start reading at {@code Services}.
 */
package io.confab.testkit;
