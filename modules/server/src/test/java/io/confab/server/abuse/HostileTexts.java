package io.confab.server.abuse;

import java.util.List;

/** Texts that do harm where somebody forgets that a text is data. */
final class HostileTexts {

    /** Stands in every line that somebody tries to forge. */
    static final String MARK = "forged-by-a-user";

    /** Any Unicode that JSON can carry. */
    static final List<String> ALL = List.of(
            "'; DROP TABLE messages; -- ",
            "' OR '1'='1",
            "\" OR \"\"=\"",
            "x'); DELETE FROM users; -- ",
            "1; SELECT SLEEP(9)",
            "' UNION SELECT password_hash FROM users -- ",
            "%' AND 1=1 AND '%'='",
            "%_\\%\\_\\",
            "\\'; TRUNCATE users; #",
            "/*!50000 DROP TABLE users */",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "\"><svg onload=alert(1)>",
            "javascript:alert(1)",
            "</textarea><iframe srcdoc='x'>",
            "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
            "${jndi:ldap://127.0.0.1/x}",
            "%n%n%s%x{}{}",
            "../../../../etc/passwd",
            "$(id) `id` | id; id & id",
            "line\r\n2026-01-01T00:00:00.000Z ERROR " + MARK + " - one",
            "line\n" + MARK,
            "line\u0085" + MARK,
            "line\u2028" + MARK,
            "tab\t" + MARK,
            "nul\u0000" + MARK,
            "\u001b[2J\u001b[31m" + MARK + "\u0007",
            "\u001b]0;" + MARK + "\u0007",
            "\u009b31m" + MARK,
            "\b\b\b\b\u007f" + MARK,
            "\u202e" + MARK + "\u202c",
            "\u200b\ufeff" + MARK,
            "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD834\uDD1E e\u0301",
            "\uD800 half",
            "half \uDC00",
            "\uFFFE\uFFFF",
            "a".repeat(300) + "\u0301".repeat(300));

    private HostileTexts() {}
}
