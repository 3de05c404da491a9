package io.portcullis.host.plugins.code;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that no plugin may touch.
 *
 * @param type internal name of a class, or, ending in a slash, of a package and everything below it
 * @param methods its methods that are forbidden, also when a subclass inherits them; empty when the mere mention is
 * @param because what it would do, as the end of a sentence
 */
record Prohibition(String type, Set<String> methods, String because) {
    private static final String PROCESS = "it would end, start or kill a process";
    private static final String NATIVE = "it would load native code, which nobody can check";
    private static final String WHOLE = "it would change a setting of the whole process";
    private static final String LOADER = "it would load classes that were not checked";
    private static final String REFLECTION = "what it calls cannot be seen before it runs";
    private static final String OPEN = "it would open what its owner closed";
    private static final String OTHERS = "it would reach the threads of others";
    private static final String INTERNAL = "internals of the JDK are not for plugins";
    private static final String MEMORY = "it would reach memory that is not its own";
    private static final String MANAGEMENT = "management is the server's own";
    private static final String OBJECTS = "objects from a stream run code before anybody looks at them";
    private static final String CONSTRUCTOR = "<init>";

    /** Mention is enough. The more special come first: the first that fits is the one that is told. */
    static final List<Prohibition> TYPES = List.of(
            type("sun/misc/Unsafe", MEMORY),
            type("jdk/internal/misc/Unsafe", MEMORY),
            type("java/lang/foreign/", MEMORY),
            type("com/sun/tools/attach/", "it would take over a process"),
            type("java/lang/instrument/", "it would rewrite the classes of others"),
            type("java/lang/ProcessBuilder", PROCESS),
            type("java/lang/ProcessHandle", PROCESS),
            type("java/awt/", PROCESS),
            type("java/util/spi/ToolProvider", PROCESS),
            type("java/lang/SecurityManager", WHOLE),
            type("java/lang/ModuleLayer", LOADER),
            type("java/lang/management/", MANAGEMENT),
            type("javax/management/", MANAGEMENT),
            type("java/rmi/", OBJECTS),
            type("javax/naming/", OBJECTS),
            type("javax/script/", REFLECTION),
            type("java/beans/XMLDecoder", OBJECTS),
            type("java/beans/Expression", REFLECTION),
            type("java/beans/Statement", REFLECTION),
            type("java/beans/EventHandler", REFLECTION),
            type("sun/", INTERNAL),
            type("com/sun/", INTERNAL),
            type("jdk/", INTERNAL));

    /** A call, or a reference to a method, is needed. */
    static final List<Prohibition> METHODS = List.of(
            methods("java/lang/System", PROCESS, "exit"),
            methods("java/lang/Runtime", PROCESS, "exit halt exec addShutdownHook removeShutdownHook"),
            methods("java/lang/System", NATIVE, "load loadLibrary"),
            methods("java/lang/Runtime", NATIVE, "load loadLibrary"),
            methods(
                    "java/lang/System",
                    WHOLE,
                    "setProperty setProperties clearProperty getProperties setSecurityManager setOut setErr setIn"),
            methods("java/lang/System", "it would stop all threads for a while", "gc runFinalization"),
            methods("java/lang/Runtime", "it would stop all threads for a while", "gc runFinalization"),
            methods("java/util/Locale", WHOLE, "setDefault"),
            methods("java/util/TimeZone", WHOLE, "setDefault"),
            methods("java/security/Policy", WHOLE, "setPolicy"),
            methods("java/security/Security", WHOLE, "setProperty addProvider insertProviderAt removeProvider"),
            methods("java/net/URL", WHOLE, "setURLStreamHandlerFactory"),
            methods("java/net/URLConnection", WHOLE, "setContentHandlerFactory setFileNameMap"),
            methods("java/net/Socket", WHOLE, "setSocketImplFactory"),
            methods("java/net/ServerSocket", WHOLE, "setSocketFactory"),
            methods("java/net/Authenticator", WHOLE, "setDefault"),
            methods("java/net/CookieHandler", WHOLE, "setDefault"),
            methods("java/net/ProxySelector", WHOLE, "setDefault"),
            methods("java/net/ResponseCache", WHOLE, "setDefault"),
            methods("javax/net/ssl/SSLContext", WHOLE, "setDefault"),
            methods("javax/net/ssl/HttpsURLConnection", WHOLE, "setDefaultHostnameVerifier setDefaultSSLSocketFactory"),
            methods(
                    "java/lang/Thread",
                    OTHERS,
                    "stop suspend resume getAllStackTraces enumerate setDefaultUncaughtExceptionHandler"),
            methods("java/lang/ThreadGroup", OTHERS, "enumerate interrupt stop suspend resume destroy"),
            methods("java/lang/ClassLoader", LOADER, CONSTRUCTOR + " defineClass getSystemClassLoader"),
            methods("java/net/URLClassLoader", LOADER, "newInstance"),
            methods(
                    "java/lang/invoke/MethodHandles$Lookup",
                    LOADER,
                    "defineClass defineHiddenClass defineHiddenClassWithClassData"),
            methods("java/lang/reflect/AccessibleObject", OPEN, "setAccessible trySetAccessible"),
            methods("java/lang/invoke/MethodHandles", OPEN, "privateLookupIn"),
            methods("java/lang/Module", OPEN, "addOpens addExports"),
            methods("java/lang/reflect/Method", REFLECTION, "invoke"),
            methods("java/lang/reflect/Constructor", REFLECTION, "newInstance"),
            methods("java/lang/Class", REFLECTION, "newInstance"),
            methods(
                    "java/lang/invoke/MethodHandles$Lookup",
                    REFLECTION,
                    "findVirtual findStatic findSpecial findConstructor bind unreflect unreflectSpecial"
                            + " unreflectConstructor"),
            methods("java/io/ObjectInputStream", OBJECTS, CONSTRUCTOR));

    private static Prohibition type(String name, String because) {
        return new Prohibition(name, Set.of(), because);
    }

    private static Prohibition methods(String type, String because, String names) {
        return new Prohibition(type, Set.copyOf(Stream.of(names.split(" ")).toList()), because);
    }

    /** Whether a class is of this type or package. */
    boolean covers(String internalName) {
        return type.endsWith("/") ? internalName.startsWith(type) : internalName.equals(type);
    }
}
