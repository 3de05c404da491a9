package io.portcullis.policy.gate;

import io.portcullis.policy.Ring;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;

/**
 * What the compiler made of one ring's rules: classes by name, and which of them is the model that names all rules. A base is
 * linked from them alike, whether they were compiled a moment ago or kept by an earlier process. Immutable.
 *
 * @param model name of the model's class
 * @param classes bytes by class name, sorted
 */
record RuleClasses(String model, SortedMap<String, byte[]> classes) {
    private static final String CLASS_FILE = ".class";

    /** The classes of a module that was built; what the rule engine adds for its own bookkeeping stays behind. */
    static RuleClasses of(InternalKieModule module, Ring ring) {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        module.getClassesMap().forEach((path, bytes) -> {
            String name = path.substring(0, path.length() - CLASS_FILE.length()).replace('/', '.');
            if (isOf(ring, name)) {
                classes.put(name, bytes);
            }
        });
        return new RuleClasses(model(module, ring), classes);
    }

    /** The compiler lists its models in a file, behind a line with its version. */
    private static String model(InternalKieModule module, Ring ring) {
        byte[] list = module.getBytes(CanonicalKieModule.getModelFileWithGAV(module.getReleaseId()));
        List<String> models = new String(list, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> isOf(ring, line))
                .toList();
        if (models.size() != 1) {
            throw new IllegalStateException("one ring is one model, but the compiler made " + models);
        }
        return models.get(0);
    }

    /** True for the names that the compiler gives to a ring's classes: nothing else can be defined by these means. */
    static boolean isOf(Ring ring, String name) {
        return name.startsWith(PackCompiler.packageOf(ring) + ".");
    }

    /** Defines the classes in a loader of their own, which goes with the base, and makes the base. */
    KieBase link() {
        ClassLoader loader = new Loader(classes);
        KieBaseConfiguration settings = RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), loader);
        return KieBaseBuilder.createKieBaseFromModel(List.of(newModel(loader)), settings);
    }

    private Model newModel(ClassLoader loader) {
        try {
            return loader.loadClass(model)
                    .asSubclass(Model.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException("the compiled rules have no usable model " + model + ": " + e, e);
        }
    }

    private static final class Loader extends ClassLoader {
        private final SortedMap<String, byte[]> classes;

        Loader(SortedMap<String, byte[]> classes) {
            super("rules", PackCompiler.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
