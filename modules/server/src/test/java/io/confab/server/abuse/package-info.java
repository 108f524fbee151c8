/**
 * People who mean harm, at the real port of a whole server: forged tokens, other people's groups, hostile texts, too much of
 * everything, too slow, too many.
 *
 * <p>Start reading at {@code StrangersIT}.
 */
package io.confab.server.abuse;
