package io.confab.accounts;

import java.util.HashMap;
import java.util.Map;

/**
 * The letters of other scripts that are drawn like Latin ones, in either case: those that make whole Latin words.
 *
 * <p>A choice from the confusables of Unicode Technical Standard 39, after case folding; not all of them.
 */
final class Lookalikes {

    private static final Map<Integer, Integer> LATIN = table(
            // Cyrillic
            "аaвbсcԁdеeԍgһhнhіiјjкkӏlмmоoрpԛqгrѕsтtѵvԝwхxуyүy",
            // Greek
            "αaβbϲcεeηhιiϳjκkμmνvοoρpσoτtυyχxγyζz",
            // Armenian
            "ցgհhյjոnօoգqզqսu",
            // Latin itself
            "ɑaɡgɩiʀrꜱsᴄcᴏoᴠvᴡwᴢz");

    /** Of scripts whose names stay as they are, but for names that speak for the house. */
    private static final Map<Integer, Integer> RARE = table(
            // Lisu
            "ꓐbꓑpꓓdꓔtꓖgꓗkꓙjꓚcꓜzꓝfꓟmꓠnꓡlꓢsꓣrꓦvꓧhꓪwꓫxꓬyꓮaꓰeꓲlꓳoꓴu",
            // Cherokee
            "ꭰdꭱrꭲtꭵiꭺaꭻjꭼeꮃwꮇmꮋhꮍyꮐgꮓzꮟbꮢrꮤwꮥsꮩvꮪsꮮlꮯcꮲpꮶkᏼb");

    private Lookalikes() {}

    /** A folded text with the letters of further scripts replaced, too. */
    static String latin(String folded) {
        StringBuilder latin = new StringBuilder(folded.length());
        folded.codePoints().forEach(c -> latin.appendCodePoint(RARE.getOrDefault(c, c)));
        return latin.toString();
    }

    /** Appends a folded letter (or what it was folded to) with each look-alike replaced. */
    static void append(String letter, StringBuilder to) {
        letter.codePoints().forEach(c -> to.appendCodePoint(LATIN.getOrDefault(c, c)));
    }

    private static Map<Integer, Integer> table(String... pairs) {
        Map<Integer, Integer> table = new HashMap<>();
        for (String row : pairs) {
            int[] letters = row.codePoints().toArray();
            for (int i = 0; i < letters.length; i += 2) {
                table.put(letters[i], letters[i + 1]);
            }
        }
        return Map.copyOf(table);
    }
}
