/** The contracts of the five older systems, as their clients meet them: a whole server, plain clients. */
package io.confab.server.contracts;
