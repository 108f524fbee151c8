/** What is never stored in the log: sessions, who is online, who is typing. */
package io.confab.contract.presence;
