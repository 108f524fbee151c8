/** Who somebody is: users, sign-ins, tokens. */
package io.confab.contract.account;
