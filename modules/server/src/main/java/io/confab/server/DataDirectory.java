package io.confab.server;

import io.confab.server.config.Config;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The folder where a node keeps what must survive it: the format it was written in, and the generated secret. */
final class DataDirectory {

    private static final int FORMAT = 1;
    private static final int SECRET_BYTES = 48;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /** Opens it; made on first use only by what needs it, so a node with everything configured writes nothing. */
    static DataDirectory open(Path path) {
        Path format = path.resolve("format");
        try {
            if (Files.exists(format)
                    && Integer.parseInt(Files.readString(format).strip()) > FORMAT) {
                throw new Refusal("the data directory " + path + " was written by a newer version of Confab");
            }
            return new DataDirectory(path);
        } catch (IOException | NumberFormatException e) {
            throw new Refusal("the file " + format + " cannot be understood");
        }
    }

    /** The folder, made if need be. */
    Path require() {
        try {
            Files.createDirectories(path);
            Path format = path.resolve("format");
            if (!Files.exists(format)) {
                Files.writeString(format, FORMAT + "\n");
            } else if (!Files.isWritable(path)) {
                throw new IOException("not writable");
            }
            return path.toAbsolutePath();
        } catch (IOException e) {
            throw new Refusal(
                    "the data directory " + path + " cannot be written to; choose another with CONFAB_DATA_DIR");
        }
    }

    /** The secret that signs tokens: the configured one, else the one generated at the first start. */
    String secret(Config config) {
        return config.jwtSecret().orElseGet(this::generatedSecret);
    }

    private String generatedSecret() {
        Path file = require().resolve("jwt.secret");
        try {
            if (Files.notExists(file)) {
                generate(file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new Refusal("no secret can be kept in " + file + "; set JWT_SECRET");
        }
        return read(file);
    }

    /** Written beside and put in place whole, unless another node that starts now was faster: both read the one there. */
    private static void generate(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh =
                Files.createTempFile(file.getParent(), "jwt", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(fresh, Base64.getEncoder().encodeToString(secret));
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException faster) {
            // which is what it is for
        } finally {
            Files.delete(fresh);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Refusal("the secret in " + file + " cannot be read");
        }
    }
}
