/** Several nodes as processes of their own, on real servers: how they come, go, die and are replaced. */
package io.confab.server.nodes;
