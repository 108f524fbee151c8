package io.confab.bench.scenario;

import io.confab.bench.Result;
import io.confab.bench.Stage;
import java.util.List;

/** Something that can be measured. Each makes its own users and groups and leaves no socket behind. */
public interface Scenario {

    /** How it is called on the command line. */
    String name();

    /** What it measures, in a line. */
    String summary();

    /** Measures it. */
    List<Result> run(Stage stage);
}
