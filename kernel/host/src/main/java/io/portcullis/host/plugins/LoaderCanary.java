package io.portcullis.host.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;

/**
 * A class loader with one class, which nobody holds. Collectors look at class loaders rarely, and not in every collection; when a
 * canary is gone, they have looked, and whatever was let go before it and is still there is held by somebody.
 */
final class LoaderCanary extends ClassLoader {
    /** What it loads: as little as a class can be. */
    static final class Feather {}

    private LoaderCanary() {
        super(null);
        byte[] feather = feather();
        defineClass(Feather.class.getName(), feather, 0, feather.length);
    }

    /** A new one, on its own from now on. */
    static WeakReference<ClassLoader> release() {
        return new WeakReference<>(new LoaderCanary());
    }

    private static byte[] feather() {
        String file =
                Feather.class.getName().substring(1 + Feather.class.getName().lastIndexOf('.')) + ".class";
        try (InputStream in = LoaderCanary.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("our own class file cannot be read", e);
        }
    }
}
