/**
 * One class for each thing that is measured.
 *
 * <p>Start reading at {@code Scenario}; {@code docs/performance.md} holds what came out.
 */
package io.confab.bench.scenario;
