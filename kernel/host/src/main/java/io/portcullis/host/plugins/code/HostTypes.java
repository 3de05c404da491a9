package io.portcullis.host.plugins.code;

import java.util.Set;

/** The types of the JDK that this runs on. They are looked at without being initialised. */
final class HostTypes {
    private HostTypes() {}

    /** Adds a type and everything that it extends or implements; one that this JDK does not know is added alone. */
    static void collect(String internalName, Set<String> into) {
        into.add(internalName);
        if (!internalName.startsWith("java")) {
            return;
        }
        try {
            collect(Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader()), into);
        } catch (ClassNotFoundException | LinkageError e) {
            // Of another Java version: it cannot be called here either.
        }
    }

    private static void collect(Class<?> type, Set<String> into) {
        into.add(type.getName().replace('.', '/'));
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), into);
        }
        for (Class<?> parent : type.getInterfaces()) {
            collect(parent, into);
        }
    }
}
