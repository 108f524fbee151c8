/**
 * Files for browsers: the page, the documentation of the API, the OpenAPI file. All of it is in memory, so no address can
 * lead anywhere else.
 *
 * <p>Start reading at {@code Site}.
 */
package io.confab.http.site;
