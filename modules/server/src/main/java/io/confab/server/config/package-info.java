/**
 * What can be set, where it may be set, and how a fault in it is told: {@code Settings} is the table, {@code Config} the
 * record that comes out. The one place that sees the environment.
 */
package io.confab.server.config;
