/** The log of a group: its entries, how they are appended and read. */
package io.confab.contract.log;
