package io.confab.server.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/** Loads the project's classes anew, as if one package had been deleted; everything else is the parent's. */
final class WithoutPackage extends ClassLoader {

    private static final String OURS = "io.confab.";

    private final String missing;

    WithoutPackage(String missing) {
        super(WithoutPackage.class.getClassLoader());
        this.missing = missing + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        URL file = getResource(name.replace('.', '/') + ".class");
        if (file == null || name.startsWith(missing)) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = file.openStream()) {
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
