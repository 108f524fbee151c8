/** Users and their sign-ins: what passwords are checked against, which sessions are open. */
package io.confab.persistence.account;
