package io.portcullis.policy.analysis;

import io.portcullis.policy.Ring;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Facts that two packs judge differently; both have judged them.
 *
 * @param ring whether it is an order or a watch evaluation
 * @param scene whose, where a limit of somebody's own applies; empty otherwise
 * @param facts what differs from the pack's base case
 * @param before what the one pack says
 * @param after what the other pack says
 */
public record Witness(Ring ring, String scene, SortedMap<String, String> facts, String before, String after) {
    /** Copies the facts. */
    public Witness {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** One line. */
    public String words() {
        String what = facts.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
        String who = scene.isEmpty() ? "" : " of " + scene;
        return (ring == Ring.GATE ? "an order" : "a state") + who + " with " + what.replace("=", " ") + ": " + before
                + " -> " + after;
    }
}
