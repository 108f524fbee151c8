/** Receipts: how far members have received and read, moved by a group commit of their own and read back. */
package io.confab.persistence.receipt;
