package io.portcullis.host.plugins.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;

/**
 * Looks through the classes of one plugin, wherever in its jar they lie, and finds what {@link Prohibition} lists. Every class is
 * looked at whether it would be loaded or not, and nothing of it runs. Not thread-safe, for one jar.
 */
public final class CodeCheck {
    private static final Set<String> SUSPECT_NAMES = Prohibition.METHODS.stream()
            .flatMap(prohibition -> prohibition.methods().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Set<String> findings = new TreeSet<>();
    private final Map<String, ClassFacts> classes = new HashMap<>();
    private final List<Call> suspects = new ArrayList<>();

    /**
     * What the jar says of one of its own classes.
     *
     * @param parents its superclass, and its interfaces
     * @param methods those that it declares, name and descriptor
     */
    record ClassFacts(List<String> parents, Set<String> methods) {
        ClassFacts and(ClassFacts other) {
            List<String> all = new ArrayList<>(parents);
            all.addAll(other.parents);
            Set<String> both = new TreeSet<>(methods);
            both.retainAll(other.methods);
            return new ClassFacts(all, both);
        }
    }

    /**
     * A call whose name is that of a forbidden one; whose it is shows when all classes are known.
     *
     * @param place class and method that it was found in
     * @param owner the class that it is called on, an internal name
     * @param name the method
     * @param descriptor its parameters and result
     */
    private record Call(String place, String owner, String name, String descriptor) {}

    /**
     * Looks at one class.
     *
     * @param path where it lies, for messages
     * @param classFile its bytes
     */
    public void look(String path, byte[] classFile) {
        try {
            new ClassReader(classFile).accept(new ClassLook(this), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        } catch (RuntimeException e) {
            // ASM throws what it stumbles over: a class of a newer Java than it knows, or no class at all.
            findings.add(path + " cannot be read as a class: " + e.getMessage());
        }
    }

    /** One line each, sorted: class, method, what it does that it may not. Empty when there is nothing to say. */
    public List<String> findings() {
        suspects.forEach(this::judge);
        suspects.clear();
        return List.copyOf(findings);
    }

    void declared(String name, ClassFacts facts) {
        if (name.startsWith("java/")) {
            // No loader would take it; but taken for what it says it is, it could cover up for the real one.
            findings.add("class " + name.replace('/', '.') + " says that it is a class of the JDK");
            return;
        }
        // Under META-INF/versions there may be others of the same name: what any of them declares counts for none, so
        // that no version can hide a call of another.
        classes.merge(name, facts, ClassFacts::and);
    }

    void found(String place, String what) {
        findings.add(place + " " + what);
    }

    /** A type that is used somewhere. */
    void mentioned(String place, String internalName) {
        for (Prohibition prohibition : Prohibition.TYPES) {
            if (prohibition.covers(internalName)) {
                found(place, "uses " + dotted(internalName) + " (" + prohibition.because() + ")");
                return;
            }
        }
    }

    /** A method that is called, or handed on as a reference. */
    void called(String place, String owner, String name, String descriptor) {
        if (SUSPECT_NAMES.contains(name)) {
            suspects.add(new Call(place, owner, name, descriptor));
        }
    }

    private void judge(Call call) {
        Set<String> owners = new TreeSet<>();
        collect(call.owner(), call, owners);
        for (Prohibition prohibition : Prohibition.METHODS) {
            if (prohibition.methods().contains(call.name()) && owners.contains(prohibition.type())) {
                String method = call.name().equals("<init>") ? " (a new one)" : "." + call.name();
                found(
                        call.place(),
                        "calls " + dotted(prohibition.type()) + method + " (" + prohibition.because() + ")");
                return;
            }
        }
    }

    /** The types whose method may be meant: up from the owner, and no further than a class of the jar that declares it itself. */
    private void collect(String type, Call call, Set<String> into) {
        if (into.contains(type)) {
            return;
        }
        HostTypes.collect(type, into);
        ClassFacts own = classes.get(type);
        if (own != null && !own.methods().contains(call.name() + call.descriptor())) {
            own.parents().forEach(parent -> collect(parent, call, into));
        }
    }

    static String dotted(String internalName) {
        return internalName.replace('/', '.').replace('$', '.');
    }
}
