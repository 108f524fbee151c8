/** What a node asks of its bridge to other nodes. A node that runs alone serves these requests too, with success at once. */
package io.confab.contract.bridge;
