/** Groups and their members: records, and the requests on them. */
package io.confab.contract.group;
