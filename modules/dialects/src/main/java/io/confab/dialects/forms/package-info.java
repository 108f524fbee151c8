/**
 * The contract of a Slack-like application (S0): groups of two and more, made and written to by HTML forms, heard on {@code
 * /ws/{user_id}}. Documented, with what its clients and the server say, in {@code docs/contracts/s0.md}.
 *
 * <p>Must not know the other contracts. Start reading at {@link io.confab.dialects.forms.FormsContract}.
 */
package io.confab.dialects.forms;
