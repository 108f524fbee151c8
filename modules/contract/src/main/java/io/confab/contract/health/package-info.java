/** Whether what a node depends on is there. */
package io.confab.contract.health;
