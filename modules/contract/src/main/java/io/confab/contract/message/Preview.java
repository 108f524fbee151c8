package io.confab.contract.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A message as it is shown in a list of groups, where many stand side by side.
 *
 * @param message the message, its fields written flat; of its content the first {@link #MAX_CONTENT} characters
 * @param cut true when there is more of the content; null when there is not
 */
public record Preview(@JsonUnwrapped Message message, Boolean cut) {

    /** The longest content, in Unicode characters (code points). */
    public static final int MAX_CONTENT = 200;

    /** The preview of a message that is at hand as a whole; null for none. */
    public static Preview of(Message whole) {
        if (whole == null || whole.content() == null || length(whole.content()) <= MAX_CONTENT) {
            return whole == null ? null : new Preview(whole, null);
        }
        String content = whole.content();
        return new Preview(whole.withContent(content.substring(0, content.offsetByCodePoints(0, MAX_CONTENT))), true);
    }

    private static int length(String content) {
        return content.codePointCount(0, content.length());
    }
}
