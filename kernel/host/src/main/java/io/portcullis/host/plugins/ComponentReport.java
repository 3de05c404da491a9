package io.portcullis.host.plugins;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks Declarative Services why a component is not there. Its runtime API lives in a bundle, hence the reflection; an answer
 * that cannot be had is an empty one, for this is about telling people more, not about deciding anything.
 */
final class ComponentReport {
    private static final String RUNTIME = "org.osgi.service.component.runtime.ServiceComponentRuntime";

    private static final List<String> OF_THE_FRAMEWORK = List.of("component.", "service.", "felix.", "osgi.ds.");

    private ComponentReport() {}

    /** One line per component of the bundle that failed or waits; the first line of a stack trace only. */
    static List<String> of(BundleContext context, Bundle bundle) {
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(RUNTIME, null);
            return references == null ? List.of() : read(context, references[0], bundle);
        } catch (InvalidSyntaxException | ReflectiveOperationException e) {
            return List.of();
        }
    }

    private static List<String> read(BundleContext context, ServiceReference<?> reference, Bundle bundle)
            throws ReflectiveOperationException {
        Object runtime = context.getService(reference);
        Class<?> api = reference.getBundle().loadClass(RUNTIME);
        Class<?> descriptionType =
                reference.getBundle().loadClass("org.osgi.service.component.runtime.dto.ComponentDescriptionDTO");
        List<String> lines = new ArrayList<>();
        Object descriptions = api.getMethod("getComponentDescriptionDTOs", Bundle[].class)
                .invoke(runtime, (Object) new Bundle[] {bundle});
        for (Object description : (Collection<?>) descriptions) {
            Object configurations = api.getMethod("getComponentConfigurationDTOs", descriptionType)
                    .invoke(runtime, description);
            for (Object configuration : (Collection<?>) configurations) {
                describe(description, configuration, lines);
            }
        }
        return lines;
    }

    private static void describe(Object description, Object configuration, List<String> lines)
            throws ReflectiveOperationException {
        String component = (String) field(description, "name");
        unknownKeys(description, configuration, lines);
        Object failure = field(configuration, "failure");
        if (failure != null) {
            lines.add(component + " failed: " + firstLine((String) failure));
        }
        Object references = field(configuration, "unsatisfiedReferences");
        for (int i = 0; references != null && i < Array.getLength(references); i++) {
            lines.add(component + " waits for the service " + field(Array.get(references, i), "name"));
        }
    }

    /** A key that the component does not declare is a slip of the pen; one that declares none at all reads what it likes. */
    private static void unknownKeys(Object description, Object configuration, List<String> lines)
            throws ReflectiveOperationException {
        Set<String> known = keys(field(description, "properties"));
        if (known.isEmpty()) {
            return;
        }
        Set<String> unknown = keys(field(configuration, "properties"));
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            lines.add("etc/" + ((String[]) field(description, "configurationPid"))[0] + ".cfg has unknown keys "
                    + unknown + "; known are " + known);
        }
    }

    /** Without what the framework adds of its own. */
    private static Set<String> keys(Object properties) {
        Set<String> keys = new TreeSet<>();
        for (Object key : ((Map<?, ?>) properties).keySet()) {
            keys.add(String.valueOf(key));
        }
        keys.removeIf(key -> OF_THE_FRAMEWORK.stream().anyMatch(key::startsWith));
        return keys;
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    private static String firstLine(String stackTrace) {
        return stackTrace.lines().findFirst().orElse("");
    }
}
