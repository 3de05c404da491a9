package io.portcullis.host.plugins.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class CodeCheckTest {
    /** Written down apart from the table of the check, so that a row that goes missing there is missed here. */
    private static final String FORBIDDEN = """
            java/lang/System exit (I)V
            java/lang/System load (Ljava/lang/String;)V
            java/lang/System loadLibrary (Ljava/lang/String;)V
            java/lang/System setProperty (Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
            java/lang/System setProperties (Ljava/util/Properties;)V
            java/lang/System clearProperty (Ljava/lang/String;)Ljava/lang/String;
            java/lang/System getProperties ()Ljava/util/Properties;
            java/lang/System setSecurityManager (Ljava/lang/SecurityManager;)V
            java/lang/System setOut (Ljava/io/PrintStream;)V
            java/lang/System setErr (Ljava/io/PrintStream;)V
            java/lang/System setIn (Ljava/io/InputStream;)V
            java/lang/System gc ()V
            java/lang/Runtime exit (I)V
            java/lang/Runtime halt (I)V
            java/lang/Runtime exec (Ljava/lang/String;)Ljava/lang/Process;
            java/lang/Runtime exec ([Ljava/lang/String;)Ljava/lang/Process;
            java/lang/Runtime load (Ljava/lang/String;)V
            java/lang/Runtime loadLibrary (Ljava/lang/String;)V
            java/lang/Runtime addShutdownHook (Ljava/lang/Thread;)V
            java/lang/Runtime removeShutdownHook (Ljava/lang/Thread;)Z
            java/lang/Runtime gc ()V
            java/lang/ProcessBuilder start ()Ljava/lang/Process;
            java/lang/ProcessHandle destroyForcibly ()Z
            java/lang/Thread stop ()V
            java/lang/Thread suspend ()V
            java/lang/Thread resume ()V
            java/lang/Thread getAllStackTraces ()Ljava/util/Map;
            java/lang/Thread enumerate ([Ljava/lang/Thread;)I
            java/lang/Thread setDefaultUncaughtExceptionHandler (Ljava/lang/Thread$UncaughtExceptionHandler;)V
            java/lang/ThreadGroup interrupt ()V
            java/lang/ThreadGroup enumerate ([Ljava/lang/Thread;)I
            java/lang/ClassLoader <init> ()V
            java/lang/ClassLoader defineClass (Ljava/lang/String;[BII)Ljava/lang/Class;
            java/lang/ClassLoader getSystemClassLoader ()Ljava/lang/ClassLoader;
            java/net/URLClassLoader <init> ([Ljava/net/URL;)V
            java/net/URLClassLoader newInstance ([Ljava/net/URL;)Ljava/net/URLClassLoader;
            java/security/SecureClassLoader <init> ()V
            java/lang/SecurityManager <init> ()V
            java/lang/ModuleLayer boot ()Ljava/lang/ModuleLayer;
            java/lang/Module addOpens (Ljava/lang/String;Ljava/lang/Module;)Ljava/lang/Module;
            java/lang/invoke/MethodHandles privateLookupIn (Ljava/lang/Class;Ljava/lang/invoke/MethodHandles$Lookup;)V
            java/lang/invoke/MethodHandles$Lookup defineClass ([B)Ljava/lang/Class;
            java/lang/invoke/MethodHandles$Lookup defineHiddenClass ([BZ)V
            java/lang/invoke/MethodHandles$Lookup findStatic (Ljava/lang/Class;Ljava/lang/String;)V
            java/lang/invoke/MethodHandles$Lookup findVirtual (Ljava/lang/Class;Ljava/lang/String;)V
            java/lang/invoke/MethodHandles$Lookup unreflect (Ljava/lang/reflect/Method;)V
            java/lang/reflect/AccessibleObject setAccessible (Z)V
            java/lang/reflect/Field setAccessible (Z)V
            java/lang/reflect/Method setAccessible (Z)V
            java/lang/reflect/Constructor setAccessible (Z)V
            java/lang/reflect/Field trySetAccessible ()Z
            java/lang/reflect/Method invoke (Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
            java/lang/reflect/Constructor newInstance ([Ljava/lang/Object;)Ljava/lang/Object;
            java/lang/Class newInstance ()Ljava/lang/Object;
            java/io/ObjectInputStream <init> (Ljava/io/InputStream;)V
            java/beans/XMLDecoder <init> (Ljava/io/InputStream;)V
            java/beans/Expression <init> ()V
            java/beans/Statement execute ()V
            java/beans/EventHandler create ()V
            java/rmi/Naming lookup (Ljava/lang/String;)Ljava/rmi/Remote;
            javax/naming/InitialContext <init> ()V
            javax/script/ScriptEngineManager <init> ()V
            sun/misc/Unsafe getLong (J)J
            jdk/internal/misc/Unsafe getUnsafe ()Ljdk/internal/misc/Unsafe;
            sun/misc/Signal raise (Lsun/misc/Signal;)V
            com/sun/management/HotSpotDiagnosticMXBean dumpHeap (Ljava/lang/String;Z)V
            com/sun/tools/attach/VirtualMachine attach (Ljava/lang/String;)Lcom/sun/tools/attach/VirtualMachine;
            java/lang/instrument/Instrumentation redefineClasses ([Ljava/lang/instrument/ClassDefinition;)V
            java/lang/foreign/Linker nativeLinker ()Ljava/lang/foreign/Linker;
            java/lang/management/ManagementFactory getPlatformMBeanServer ()Ljavax/management/MBeanServer;
            javax/management/MBeanServer registerMBean (Ljava/lang/Object;Ljavax/management/ObjectName;)V
            java/util/spi/ToolProvider findFirst (Ljava/lang/String;)Ljava/util/Optional;
            java/awt/Desktop getDesktop ()Ljava/awt/Desktop;
            java/util/Locale setDefault (Ljava/util/Locale;)V
            java/util/TimeZone setDefault (Ljava/util/TimeZone;)V
            java/security/Policy setPolicy (Ljava/security/Policy;)V
            java/security/Security addProvider (Ljava/security/Provider;)I
            java/net/URL setURLStreamHandlerFactory (Ljava/net/URLStreamHandlerFactory;)V
            java/net/URLConnection setFileNameMap (Ljava/net/FileNameMap;)V
            java/net/Socket setSocketImplFactory (Ljava/net/SocketImplFactory;)V
            java/net/ServerSocket setSocketFactory (Ljava/net/SocketImplFactory;)V
            java/net/Authenticator setDefault (Ljava/net/Authenticator;)V
            java/net/CookieHandler setDefault (Ljava/net/CookieHandler;)V
            java/net/ProxySelector setDefault (Ljava/net/ProxySelector;)V
            java/net/ResponseCache setDefault (Ljava/net/ResponseCache;)V
            javax/net/ssl/SSLContext setDefault (Ljavax/net/ssl/SSLContext;)V
            javax/net/ssl/HttpsURLConnection setDefaultHostnameVerifier (Ljavax/net/ssl/HostnameVerifier;)V
            """;

    /** What connectors and agents do all day. */
    private static final String HARMLESS = """
            java/lang/System nanoTime ()J
            java/lang/System getProperty (Ljava/lang/String;)Ljava/lang/String;
            java/lang/Thread start ()V
            java/lang/Thread interrupt ()V
            java/lang/Runtime availableProcessors ()I
            java/lang/Class forName (Ljava/lang/String;)Ljava/lang/Class;
            java/lang/Class getResourceAsStream (Ljava/lang/String;)Ljava/io/InputStream;
            java/io/ObjectInputStream defaultReadObject ()V
            java/net/http/HttpClient newHttpClient ()Ljava/net/http/HttpClient;
            java/net/Socket <init> (Ljava/lang/String;I)V
            java/nio/file/Files readAllBytes (Ljava/nio/file/Path;)[B
            java/lang/invoke/MethodHandles$Lookup findVarHandle (Ljava/lang/Class;)V
            javax/crypto/Mac getInstance (Ljava/lang/String;)Ljavax/crypto/Mac;
            java/util/concurrent/ScheduledExecutorService shutdownNow ()Ljava/util/List;
            com/example/own/Engine exit (I)V
            com/example/own/Engine invoke ()V
            com/example/own/Engine stop ()V
            """;

    static Stream<String> forbidden() {
        return FORBIDDEN.lines();
    }

    static Stream<String> harmless() {
        return HARMLESS.lines();
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void shouldFindEachForbiddenMethodCalledReferredToOrMadeAConstant(String line) {
        String[] words = line.split(" ");
        List<byte[]> classes = new ArrayList<>(List.of(
                ForgedClass.calling(words[0], words[1], words[2]),
                ForgedClass.loadingConstantOf(words[0], words[1], words[2])));
        if (!words[1].startsWith("<")) {
            classes.add(ForgedClass.referring(words[0], words[1], words[2]));
        }
        for (byte[] forged : classes) {
            assertThat(findings(forged))
                    .hasSizeBetween(1, 4)
                    .allMatch(finding -> finding.startsWith("class com.example.Forged, method work: "));
        }
    }

    @Test
    void shouldHaveATestForEveryRowOfItsTable() {
        Set<String> tested = new TreeSet<>();
        forbidden().map(line -> line.split(" ")).forEach(words -> tested.add(words[0]));
        for (Prohibition prohibition : Prohibition.TYPES) {
            assertThat(tested).as("%s", prohibition.type()).anyMatch(prohibition::covers);
        }
        for (Prohibition prohibition : Prohibition.METHODS) {
            assertThat(forbidden().map(line -> line.split(" ")))
                    .as("%s", prohibition)
                    .anyMatch(words -> words[0].equals(prohibition.type())
                            && prohibition.methods().contains(words[1]));
        }
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void shouldLetHarmlessCodePass(String line) {
        String[] words = line.split(" ");
        assertThat(findings(ForgedClass.calling(words[0], words[1], words[2]))).isEmpty();
    }

    @Test
    void shouldSayClassMethodAndWhat() {
        assertThat(findings(ForgedClass.calling("java/lang/System", "exit", "(I)V")))
                .containsExactly("class com.example.Forged, method work: calls java.lang.System.exit"
                        + " (it would end, start or kill a process)");
        assertThat(findings(ForgedClass.withNativeMethod()))
                .containsExactly("class com.example.Forged, method work: is native (nobody can check native code)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java/lang/ClassLoader",
                "java/net/URLClassLoader",
                "java/io/ObjectInputStream",
                "sun/misc/Unsafe",
                "javax/management/StandardMBean"
            })
    void shouldFindAClassThatExtendsSomethingForbidden(String parent) {
        byte[] child = ForgedClass.extending("com/example/Child", parent);
        byte[] creating = ForgedClass.with(code -> ForgedClass.call(code, "com/example/Child", "<init>", "()V"));
        assertThat(findings(child, creating)).isNotEmpty();
    }

    @Test
    void shouldFindAForbiddenMethodThatASubclassInherits() {
        byte[] child = ForgedClass.extending("com/example/Child", "com/example/Middle");
        byte[] middle = ForgedClass.extending("com/example/Middle", "java/lang/Thread", "resume(I)V");
        assertThat(findings(child, middle, ForgedClass.calling("com/example/Child", "stop", "()V")))
                .singleElement()
                .asString()
                .contains("java.lang.Thread.stop");
        assertThat(findings(child, middle, ForgedClass.calling("com/example/Child", "resume", "()V")))
                .hasSize(1);
        assertThat(findings(ForgedClass.calling("java/util/concurrent/ForkJoinWorkerThread", "stop", "()V")))
                .hasSize(1);
    }

    @Test
    void shouldNotBlameAClassForAMethodOfItsOwn() {
        byte[] child = ForgedClass.extending("com/example/Child", "java/lang/Thread", "resume(I)V");
        assertThat(findings(child, ForgedClass.calling("com/example/Child", "resume", "(I)V")))
                .isEmpty();
    }

    @Test
    void shouldNotBeFooledByADecoyThatDeclaresTheMethod() {
        byte[] real = ForgedClass.extending("com/example/Child", "java/lang/Thread");
        byte[] decoy = ForgedClass.extending("com/example/Child", "java/lang/Object", "stop()V");
        byte[] caller = ForgedClass.calling("com/example/Child", "stop", "()V");
        assertThat(findings(real, decoy, caller)).hasSize(1);
        assertThat(findings(decoy, real, caller)).hasSize(1);
        byte[] ofTheJdk = ForgedClass.extending("java/lang/Thread", "java/lang/Object", "stop()V");
        assertThat(findings(ofTheJdk, ForgedClass.calling("java/lang/Thread", "stop", "()V")))
                .hasSize(2);
    }

    @Test
    void shouldFindForbiddenTypesWhereverTheyAreNamed() {
        assertThat(findings(ForgedClass.with(code -> code.visitTypeInsn(Opcodes.NEW, "sun/misc/Unsafe"))))
                .hasSize(1);
        assertThat(findings(ForgedClass.with(
                        code -> code.visitFieldInsn(Opcodes.GETSTATIC, "sun/misc/Unsafe", "ADDRESS_SIZE", "I"))))
                .hasSize(1);
        assertThat(findings(ForgedClass.with(code -> code.visitLdcInsn(Type.getObjectType("sun/misc/Unsafe")))))
                .hasSize(1);
        assertThat(findings(ForgedClass.with(code -> code.visitTypeInsn(Opcodes.ANEWARRAY, "[Lsun/misc/Unsafe;"))))
                .hasSize(1);
    }

    @Test
    void shouldRefuseWhatItCannotRead() {
        assertThat(findings("no class".getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .contains("C0.class cannot be read as a class");
        byte[] fromTheFuture = ForgedClass.withNativeMethod();
        fromTheFuture[7] = (byte) 200;
        assertThat(findings(fromTheFuture)).singleElement().asString().contains("Unsupported class file");
        byte[] cut = ForgedClass.calling("java/lang/System", "exit", "(I)V");
        assertThat(findings(Arrays.copyOf(cut, cut.length / 2))).hasSize(1);
    }

    /** A positive control on real code, as large as we have any: our own, which no plugin may do, and a library that is clean. */
    @Test
    void shouldFindOurOwnExitAndNothingInTheRoomsThatPluginsSee() throws IOException {
        assertThat(findings(bytes("io/portcullis/host/Main.class")))
                .singleElement()
                .asString()
                .contains("method main: calls java.lang.System.exit");
        CodeCheck check = new CodeCheck();
        int classes = 0;
        for (String room : List.of("model", "spi", "indicators")) {
            classes += lookAt(check, Path.of("..", room, "target", "classes"));
        }
        assertThat(classes).isGreaterThan(50);
        assertThat(check.findings()).isEmpty();
    }

    private static int lookAt(CodeCheck check, Path folder) throws IOException {
        int classes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    classes += lookAt(check, file);
                } else if (file.toString().endsWith(".class")) {
                    check.look(file.toString(), Files.readAllBytes(file));
                    classes++;
                }
            }
        }
        return classes;
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream in = CodeCheckTest.class.getClassLoader().getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private static List<String> findings(byte[]... classes) {
        CodeCheck check = new CodeCheck();
        for (int i = 0; i < classes.length; i++) {
            check.look("C" + i + ".class", classes[i]);
        }
        return check.findings();
    }
}
