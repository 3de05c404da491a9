package io.portcullis.ingest.route;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A route file as YAML, before Camel sees it: refuses what would reach beyond the file's own routes, and knows where
 * things are.
 *
 * <p>{@code beans}, {@code onException} or {@code routeConfiguration} would change the whole context, and {@code
 * #class:} makes
 * an object of any class on the class path, {@code resource:} reads any file, {@code {{env:}}} any secret.
 */
final class RouteText {
    private static final Set<String> TOP_LEVEL = Set.of("route", "from");
    private static final Set<String> STEPS_REFUSED =
            Set.of("bean", "process", "script", "method", "groovy", "java", "kamelet");
    private static final List<String> TEXTS_REFUSED =
            List.of("#class:", "#type:", "#valueAs(", "{type:", "{bean:", "{ref:", "{env", "{sys", "resource:");
    private static final int LENGTH_MAX = 256 * 1024;
    private static final int ALIASES_MAX = 10;

    private final Node root;

    private RouteText(Node root) {
        this.root = root;
    }

    static RouteText parse(String file, String text) throws RouteProblem {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(LENGTH_MAX)
                .setMaxAliasesForCollections(ALIASES_MAX)
                .build();
        try {
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new RouteProblem("the file is empty; it must hold '- route:'", 1, null));
            RouteText routes = new RouteText(root);
            routes.requireOnlyRoutes();
            routes.requireNothingBeyond(root);
            return routes;
        } catch (MarkedYamlEngineException e) {
            throw new RouteProblem("not readable as YAML: " + e.getProblem(), lineOf(e), e);
        } catch (YamlEngineException e) {
            throw new RouteProblem("not readable as YAML: " + e.getMessage(), 0, e);
        }
    }

    private static int lineOf(MarkedYamlEngineException e) {
        return e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
    }

    private void requireOnlyRoutes() throws RouteProblem {
        if (!(root instanceof SequenceNode list)) {
            throw new RouteProblem("a route file must be a list of '- route:'", lineOf(root), null);
        }
        for (Node item : list.getValue()) {
            if (!(item instanceof MappingNode mapping)) {
                throw new RouteProblem("a route file must be a list of '- route:'", lineOf(item), null);
            }
            for (NodeTuple entry : mapping.getValue()) {
                requireTopLevel(entry.getKeyNode());
            }
        }
    }

    private static void requireTopLevel(Node key) throws RouteProblem {
        if (!(key instanceof ScalarNode scalar) || !TOP_LEVEL.contains(scalar.getValue())) {
            String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
            throw new RouteProblem(
                    "'" + name + "' is not allowed at the top of a route file, only " + new TreeSet<>(TOP_LEVEL),
                    lineOf(key),
                    null);
        }
    }

    private void requireNothingBeyond(Node node) throws RouteProblem {
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                requireNothingBeyond(item);
            }
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key && STEPS_REFUSED.contains(key.getValue())) {
                    throw new RouteProblem(
                            "'" + key.getValue() + "' is not allowed in a route file", lineOf(key), null);
                }
                requireNothingBeyond(entry.getValueNode());
            }
        } else if (node instanceof ScalarNode scalar) {
            requireHarmless(scalar);
        }
    }

    private static void requireHarmless(ScalarNode scalar) throws RouteProblem {
        for (String refused : TEXTS_REFUSED) {
            if (scalar.getValue().contains(refused)) {
                throw new RouteProblem("'" + refused + "' is not allowed in a route file", lineOf(scalar), null);
            }
        }
    }

    /** The line of the first value that starts with a text; 0 when there is none. */
    int lineOfValue(String start) {
        return lineOfValue(root, start);
    }

    private static int lineOfValue(Node node, String start) {
        int line = 0;
        if (node instanceof SequenceNode list) {
            for (int i = 0; line == 0 && i < list.getValue().size(); i++) {
                line = lineOfValue(list.getValue().get(i), start);
            }
        } else if (node instanceof MappingNode mapping) {
            for (int i = 0; line == 0 && i < mapping.getValue().size(); i++) {
                line = lineOfValue(mapping.getValue().get(i).getValueNode(), start);
            }
        } else if (node instanceof ScalarNode scalar && scalar.getValue().startsWith(start)) {
            line = lineOf(scalar);
        }
        return line;
    }
}
