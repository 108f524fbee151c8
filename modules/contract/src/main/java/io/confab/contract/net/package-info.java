/** What the ways in from the network have in common. It must not know HTTP or WebSockets: only what stands in their headers. */
package io.confab.contract.net;
