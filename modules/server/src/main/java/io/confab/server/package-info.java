/**
 * {@code Main}, the configuration and the listener: the one module that sees all others and puts them together.
 *
 * <p>Must not know: rules, SQL, frames. Environment variables are read here, in {@code Config}, and nowhere else.
 *
 * <p>Start reading at {@code Main}.
 */
package io.confab.server;
