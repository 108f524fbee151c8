package io.confab.server;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The log in files, beside the console: {@code access.log} (requests), {@code error.log} (all errors) and {@code
 * websocket.log} (the plain-text lobby), of 10 MB each with 5 older ones.
 *
 * <p>Lines are {@code 2024-12-15 18:04:58,567 - websocket - INFO - text}, in local time. A disk that is slow or full never
 * stops the server: lines are dropped then. Nodes in one directory write to folders of their own.
 */
final class LogFiles implements AutoCloseable {

    private static final String PATTERN =
            "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"} - NAME - %replace(%level){'^WARN$', 'WARNING'}"
                    + " - %replace(%replace(%msg%n%ex){'\\s+$', ''}){'[\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]+', ' | '}%nopex%n";
    static final FileSize MOST_BYTES = FileSize.valueOf("10MB");
    /** Between two looks at the size of a file; without it a busy file grows for a minute. */
    private static final Duration CHECK_EVERY = Duration.buildByMilliseconds(100);

    private static final int OLDER = 5;
    private static final int WAITING = 8_192;
    private static final int MOST_NODES = 16;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Path dir;
    private final FileChannel lock;
    private final FileSize mostBytes;
    private final List<Runnable> undo = new ArrayList<>();

    private LogFiles(Path dir, FileChannel lock, FileSize mostBytes) {
        this.dir = dir;
        this.lock = lock;
        this.mostBytes = mostBytes;
    }

    /** Begins to write; says so, in words, when the folder cannot be used. */
    static LogFiles open(Path dir, Consumer<String> progress) {
        return open(dir, MOST_BYTES, progress);
    }

    static LogFiles open(Path dir, FileSize mostBytes, Consumer<String> progress) {
        try {
            LogFiles files = claim(dir, mostBytes);
            files.begin();
            return files;
        } catch (IOException e) {
            progress.accept("The log goes to the console alone, the folder " + dir + " cannot be written: "
                    + e.getClass().getSimpleName());
            return null;
        }
    }

    /** The folder itself, or the next numbered one in it when another node has that. */
    private static LogFiles claim(Path dir, FileSize mostBytes) throws IOException {
        for (int node = 1; node <= MOST_NODES; node++) {
            Path own = node == 1 ? dir : dir.resolve(Integer.toString(node));
            Files.createDirectories(own);
            FileChannel channel =
                    FileChannel.open(own.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isFree(channel)) {
                return new LogFiles(own, channel, mostBytes);
            }
            channel.close();
        }
        throw new IOException("Too many nodes write there");
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private void begin() {
        AsyncAppender errors = file("error");
        ThresholdFilter onlyErrors = new ThresholdFilter();
        onlyErrors.setLevel(Level.ERROR.levelStr);
        onlyErrors.start();
        errors.addFilter(onlyErrors);
        attach(context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME), errors);
        attach("file.error", errors, false);
        attach("file.access", file("access"), false);
        attach("websocket", file("websocket"), true);
    }

    private void attach(String name, AsyncAppender appender, boolean alsoConsole) {
        Logger logger = context.getLogger(name);
        logger.setLevel(Level.INFO);
        logger.setAdditive(alsoConsole);
        attach(logger, appender);
    }

    private void attach(Logger logger, AsyncAppender appender) {
        logger.addAppender(appender);
        undo.add(() -> logger.detachAppender(appender));
    }

    private AsyncAppender file(String name) {
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setName(name + ".log");
        file.setFile(dir.resolve(name + ".log").toString());
        file.setEncoder(encoder(name));
        roll(file, name);
        file.start();
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setName("file-" + name);
        async.setQueueSize(WAITING);
        async.setNeverBlock(true);
        async.addAppender(file);
        async.start();
        undo.add(async::stop);
        return async;
    }

    private PatternLayoutEncoder encoder(String name) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(PATTERN.replace("NAME", name));
        encoder.start();
        return encoder;
    }

    private void roll(RollingFileAppender<ILoggingEvent> file, String name) {
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(file);
        window.setFileNamePattern(dir.resolve(name + ".log.%i").toString());
        window.setMinIndex(1);
        window.setMaxIndex(OLDER);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(mostBytes);
        size.setCheckIncrement(CHECK_EVERY);
        size.start();
        file.setRollingPolicy(window);
        file.setTriggeringPolicy(size);
    }

    /** Writes what is waiting, and no more from now on. */
    @Override
    public void close() {
        undo.forEach(Runnable::run);
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
