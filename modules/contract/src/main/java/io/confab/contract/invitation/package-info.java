/** Links that bring people into a group: records, and the requests on them. */
package io.confab.contract.invitation;
