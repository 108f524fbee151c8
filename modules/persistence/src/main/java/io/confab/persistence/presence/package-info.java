/** What is stored of presence: when users were last seen. */
package io.confab.persistence.presence;
