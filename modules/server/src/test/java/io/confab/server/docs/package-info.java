/**
 * What the README and the pages in {@code docs/} tell people to type is typed here.
 *
 * <p>Start reading at {@code DocsRunIT}.
 */
package io.confab.server.docs;
