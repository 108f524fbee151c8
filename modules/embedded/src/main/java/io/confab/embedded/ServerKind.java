package io.confab.embedded;

import java.io.IOException;
import java.util.Set;

/** What differs between the kinds of servers that can live in a directory; one object serves one directory. */
interface ServerKind {

    /** How people call it. */
    String name();

    /** The file names that its program may have. */
    Set<String> programs();

    /** The argument by which the process of this directory is known. */
    String argument();

    /** Asks a server whether it is the one of this directory; it may be frozen, so within seconds. */
    RunningServer.Answer ask(RunningServer server);

    /** Makes everything ready for {@link #launch}; answers with what is launched, as people would name it. */
    String prepare() throws IOException;

    /** Starts the process, which must live on when this one is killed; answers before it is ready. */
    ProcessHandle launch(int port) throws IOException;

    /** What it complained of first since its log had {@code length} bytes; the rest mostly follows from it. */
    String firstError(long length) throws IOException;
}
