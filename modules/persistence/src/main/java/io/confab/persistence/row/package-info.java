/** How records of the contract are read from rows: for each the columns to select, and the reading of them. */
package io.confab.persistence.row;
