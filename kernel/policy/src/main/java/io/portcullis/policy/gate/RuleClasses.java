package io.portcullis.policy.gate;

import io.portcullis.policy.Ring;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
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
 * What the compiler made of rules of one ring: classes by name, and which of them are the models that name the rules. A base is
 * linked from them alike, whether they were compiled a moment ago or kept by an earlier process. Immutable.
 *
 * @param models names of the models' classes, one for each file of rules
 * @param classes bytes by class name, sorted
 */
record RuleClasses(List<String> models, SortedMap<String, byte[]> classes) {
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
        return new RuleClasses(List.of(model(module, ring)), classes);
    }

    /** All of these, whose packages differ. */
    static RuleClasses joined(Collection<RuleClasses> parts) {
        List<String> models = new ArrayList<>();
        SortedMap<String, byte[]> classes = new TreeMap<>();
        for (RuleClasses part : parts) {
            models.addAll(part.models);
            classes.putAll(part.classes);
        }
        return new RuleClasses(models, classes);
    }

    /** The compiler lists its models in a file, behind a line with its version. */
    private static String model(InternalKieModule module, Ring ring) {
        byte[] list = module.getBytes(CanonicalKieModule.getModelFileWithGAV(module.getReleaseId()));
        List<String> models = new String(list, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> isOf(ring, line))
                .toList();
        if (models.size() != 1) {
            throw new IllegalStateException("one file is one model, but the compiler made " + models);
        }
        return models.get(0);
    }

    /** True for the names that the compiler gives to a ring's classes: nothing else can be defined by these means. */
    static boolean isOf(Ring ring, String name) {
        return name.startsWith(RuleBuilds.packageOf(ring) + ".");
    }

    /** Defines the classes in a loader of their own, which goes with the base, and makes the base. */
    KieBase link() {
        ClassLoader loader = new Loader(classes);
        KieBaseConfiguration settings = RuleBaseFactory.newKnowledgeBaseConfiguration(new Properties(), loader);
        return KieBaseBuilder.createKieBaseFromModel(
                models.stream().map(model -> newModel(loader, model)).toList(), settings);
    }

    private static Model newModel(ClassLoader loader, String model) {
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

        /** Nobody above has them: asking there first would look for each of thousands of classes in every jar. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, bytes, 0, bytes.length) : loaded;
            }
        }
    }
}
