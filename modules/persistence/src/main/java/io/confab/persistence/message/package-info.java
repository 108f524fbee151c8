/** Messages, read by seq; how they get into the log is in {@code io.confab.persistence.log}. */
package io.confab.persistence.message;
