/**
 * Conversations: REST and Socket.IO with tokens, receipts and presence, as {@code docs/contracts/s2.md} describes them.
 *
 * <p>A conversation is a group: the one of two users in all that the contract always had, any other in the events that it
 * has got since. Must not know another contract. Start reading at {@link
 * io.confab.dialects.conversations.ConversationsContract}.
 */
package io.confab.dialects.conversations;
