package io.confab.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of features claims nothing without a test that is there. */
class FeaturesTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "features.md");
    private static final Path CONTRACTS = Path.of("..", "..", "docs", "contracts");
    private static final Path MODULES = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern METHOD = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern CHAPTER = Pattern.compile("(s[0-4]\\.md) § ([^;|]+)");
    private static final Pattern NO_CLAIM = Pattern.compile("(open|not built): .+");

    @Test
    void listsAllFeaturesInOrder() {
        List<String> numbers = rows().map(row -> row.group(1))
                .filter(number -> number.matches("[0-9]+"))
                .toList();
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, 94).mapToObj(Integer::toString).toList());
        assertThat(rows().map(row -> row.group(1)).filter(number -> number.matches("U[0-9]+")))
                .hasSize(20);
    }

    @Test
    void claimsNothingWithoutAProof() {
        assertThat(rows().skip(1).filter(row -> !row.group(1).matches("#|system|-+")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(METHOD.matcher(row.group(3)).find()
                                || CHAPTER.matcher(row.group(3)).find()
                                || NO_CLAIM.matcher(row.group(3)).matches())
                        .as(row.group())
                        .isTrue());
    }

    @Test
    void namesTestsThatAreThere() {
        Map<String, String> sources = testSources();
        assertThat(proofs(METHOD))
                .isNotEmpty()
                .allSatisfy(proof -> assertThat(sources.getOrDefault(proof.group(1), ""))
                        .as(proof.group())
                        .contains("void " + proof.group(2) + "("));
    }

    @Test
    void namesChaptersWithTranscripts() {
        assertThat(proofs(CHAPTER)).isNotEmpty().allSatisfy(proof -> {
            String page = read(CONTRACTS.resolve(proof.group(1)));
            int begin = page.indexOf("\n## " + proof.group(2).strip() + "\n");
            assertThat(begin).as(proof.group()).isNotNegative();
            int end = page.indexOf("\n## ", begin + 1);
            assertThat(page.substring(begin, end < 0 ? page.length() : end))
                    .as(proof.group())
                    .contains("```transcript");
        });
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(read(PAGE)).results();
    }

    private static List<MatchResult> proofs(Pattern pattern) {
        return rows().flatMap(row -> pattern.matcher(row.group(3)).results()).toList();
    }

    /** All test classes of all modules, by their simple names. */
    private static Map<String, String> testSources() {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(MODULES)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.merge(
                                    file.getFileName().toString().replace(".java", ""), read(file), String::concat));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
