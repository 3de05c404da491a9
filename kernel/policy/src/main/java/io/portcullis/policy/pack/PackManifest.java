package io.portcullis.policy.pack;

import io.portcullis.policy.Finding;
import io.portcullis.policy.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A pack's pack.yaml: what the pack is called and what has to be in it, so that a lost rule is a refusal and not a gap.
 *
 * @param name the pack's name
 * @param description one sentence for people
 * @param gate ids of the gate rules
 * @param watch ids of the watch rules
 * @param limits limits that must have a global value
 */
public record PackManifest(
        String name, String description, List<String> gate, List<String> watch, List<LimitField> limits) {
    /** The file's name in the pack. */
    public static final String FILE = "pack.yaml";

    private static final Set<String> KEYS = Set.of("name", "description", "gate", "watch", "limits");
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Copies the lists. */
    public PackManifest {
        gate = List.copyOf(gate);
        watch = List.copyOf(watch);
        limits = List.copyOf(limits);
    }

    /** Reads the file; what cannot stand is a finding. */
    public static PackManifest read(String text, List<Finding> findings) {
        Map<?, ?> map = load(text, findings);
        for (Object key : map.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                findings.add(Finding.at(
                        FILE,
                        lineOf(text, String.valueOf(key)),
                        "'" + key + "' is not a key of pack.yaml" + Nearest.hint(String.valueOf(key), KEYS)));
            }
        }
        String name = map.get("name") instanceof String value ? value : "";
        if (!name.matches(NAME) || name.length() > 64) {
            findings.add(Finding.at(
                    FILE, lineOf(text, "name"), "name must be lower-case words with hyphens, got '" + name + "'"));
        }
        String description = map.get("description") instanceof String value ? value : "";
        if (description.isBlank()) {
            findings.add(Finding.at(FILE, lineOf(text, "description"), "description must say what the pack is for"));
        }
        List<String> gate = ids(text, map, "gate", findings);
        List<String> watch = ids(text, map, "watch", findings);
        watch.stream()
                .filter(gate::contains)
                .forEach(id -> findings.add(
                        Finding.at(FILE, lineOf(text, id), "rule id '" + id + "' is in gate and in watch")));
        return new PackManifest(name, description, gate, watch, limits(text, map, findings));
    }

    /** The first line that carries a word; 1 when none does. */
    public static int lineOf(String text, String word) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(word)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static Map<?, ?> load(String text, List<Finding> findings) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(FILE)
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(1 << 16)
                .build();
        try {
            if (new Load(settings).loadFromString(text) instanceof Map<?, ?> map) {
                return map;
            }
            findings.add(
                    Finding.at(FILE, 1, "a pack needs a pack.yaml with name, description, gate, watch and limits"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            findings.add(Finding.at(FILE, line, "this is not valid YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            findings.add(Finding.at(FILE, 1, "this is not valid YAML: " + e.getMessage()));
        }
        return Map.of();
    }

    private static List<String> ids(String text, Map<?, ?> map, String key, List<Finding> findings) {
        List<String> ids = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object each : list(text, map, key, findings)) {
            String id = String.valueOf(each);
            if (!seen.add(id)) {
                findings.add(Finding.at(FILE, lineOf(text, id), "rule id '" + id + "' is listed twice"));
            } else {
                ids.add(id);
            }
        }
        return ids;
    }

    private static List<LimitField> limits(String text, Map<?, ?> map, List<Finding> findings) {
        List<LimitField> limits = new ArrayList<>();
        for (Object each : list(text, map, "limits", findings)) {
            String name = String.valueOf(each);
            LimitField.named(name)
                    .ifPresentOrElse(
                            limits::add,
                            () -> findings.add(Finding.at(
                                    FILE,
                                    lineOf(text, name),
                                    "there is no limit '" + name + "'" + Nearest.hint(name, LimitField.NAMES))));
        }
        return limits;
    }

    private static List<?> list(String text, Map<?, ?> map, String key, List<Finding> findings) {
        if (map.get(key) instanceof List<?> list) {
            return list;
        }
        findings.add(Finding.at(FILE, lineOf(text, key), key + " must be a list; write [] for an empty one"));
        return List.of();
    }
}
