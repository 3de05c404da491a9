package io.portcullis.connector.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** A piece of a YAML file that knows its line, so that whatever is wrong with its content can be found. */
final class YamlNode {
    private final Path file;
    private final Node node;

    private YamlNode(Path file, Node node) {
        this.file = file;
        this.node = node;
    }

    static YamlNode read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            Node root = new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": the descriptor is empty"));
            return new YamlNode(file, root);
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().map(YamlNode::lineOf).orElse("");
            throw new IllegalArgumentException(file + line + ": not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException(file + ": not valid YAML: " + e.getMessage(), e);
        }
    }

    /** The entries of a mapping in the file's order. Key and value both know their line. */
    Map<YamlNode, YamlNode> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw error("expected a mapping (key: value)");
        }
        Map<YamlNode, YamlNode> entries = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlNode key = new YamlNode(file, tuple.getKeyNode());
            if (!seen.add(key.text())) {
                throw key.error("key '" + key.text() + "' stands here twice");
            }
            entries.put(key, new YamlNode(file, tuple.getValueNode()));
        }
        return entries;
    }

    /** The entries of a mapping by key, which must be one of those allowed. */
    Map<String, YamlNode> entries(Set<String> allowed) {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        entries().forEach((key, value) -> {
            if (!allowed.contains(key.text())) {
                throw key.error("key '" + key.text() + "' is not known; known are " + new TreeSet<>(allowed));
            }
            entries.put(key.text(), value);
        });
        return entries;
    }

    List<YamlNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error("expected a list (- item)");
        }
        return sequence.getValue().stream()
                .map(item -> new YamlNode(file, item))
                .toList();
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw error("expected a single value");
        }
        return scalar.getValue();
    }

    int wholeNumber() {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw error("expected a whole number, got '" + text() + "'");
        }
    }

    /** File and line, as an editor takes them. */
    String where() {
        return file + node.getStartMark().map(YamlNode::lineOf).orElse("");
    }

    IllegalArgumentException error(String message) {
        return new IllegalArgumentException(where() + ": " + message);
    }

    private static String lineOf(Mark mark) {
        return ":" + (mark.getLine() + 1);
    }
}
