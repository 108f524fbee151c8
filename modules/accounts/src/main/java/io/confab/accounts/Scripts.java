package io.confab.accounts;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which scripts a text may mix: those that one language mixes, so that no letter stands in for one of another script.
 *
 * <p>The restriction level "highly restrictive" of Unicode Technical Standard 39, section 5.2.
 */
final class Scripts {

    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            Set.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            Set.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            Set.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private Scripts() {}

    /** Whether all letters are of one script, or of several that are written together; signs and digits are of any. */
    static boolean areWrittenTogether(String text) {
        Set<UnicodeScript> scripts = text.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(script -> script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED)
                .collect(Collectors.toSet());
        return scripts.size() <= 1 || TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    }
}
