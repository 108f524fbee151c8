package io.confab.bench;

import io.confab.bench.target.Costs;
import java.util.List;
import java.util.Map;

/**
 * What one run of a scenario gave.
 *
 * @param scenario its name
 * @param parameters what was set, in the order of printing
 * @param figures what was measured
 * @param costs what it cost meanwhile
 * @param trouble the first thing that went wrong; empty when nothing did
 */
public record Result(
        String scenario, Map<String, Object> parameters, List<Figure> figures, Costs costs, String trouble) {}
