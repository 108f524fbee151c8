/**
 * The contract of a plain-text chat with one room (S1): {@code /ws/{username}}, lines and notices as text, three log files.
 * Documented, with what its clients and the server say, in {@code docs/contracts/s1.md}.
 *
 * <p>Must not know the other contracts. Start reading at {@link io.confab.dialects.lobby.LobbyContract}.
 */
package io.confab.dialects.lobby;
