/** Messages, history and receipts: records, and the requests on them. */
package io.confab.contract.message;
