package io.portcullis.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Edits of the rules and of the plugin folder of a server in profile dev, each another one than those before. */
final class LiveChanges {
    private static final String LIMIT = "order-notional-max,global,1000000,money";
    private static final String CONDITION = "$volume <= 0)";
    private static final String AGENT = "agent-second";
    private static final String VENUE = "venue-simulated";

    private final Installation installation;
    private final Path aside;
    private final Path pack;
    private final Path limits;
    private final Path rules;
    private final String limitsAsShipped;
    private final String rulesAsShipped;
    private final byte[] agent;
    private final Path agentJar;
    private final Path venueJar;
    private String venueVersion = "";
    private int packs;
    private int plugins;

    /**
     * Changes of an installation.
     *
     * @param aside a folder to write in; on the same disk, so that a file arrives as a whole
     */
    LiveChanges(Installation installation, Path aside) throws IOException {
        this.installation = installation;
        this.aside = Files.createDirectories(aside);
        this.pack = installation.root().resolve("rules/portfolio");
        this.limits = pack.resolve("limits.csv");
        this.rules = pack.resolve("gate/order.drl");
        this.limitsAsShipped = Files.readString(limits);
        this.rulesAsShipped = Files.readString(rules);
        this.agent = Files.readAllBytes(AgentJar.build(installation, aside.resolve("second")));
        Path added = Files.createDirectories(installation.data().resolve("plugins"));
        this.agentJar = added.resolve(AGENT + ".jar");
        this.venueJar = added.resolve(VENUE + ".jar");
    }

    /** Saves a limit, which compiles nothing, or a rule, which does, by turns. */
    String editPack() throws IOException {
        packs++;
        if (packs % 2 == 1) {
            int max = 900_000 + packs;
            save(
                    limits,
                    edited(limitsAsShipped, LIMIT, LIMIT.replace("1000000", "" + max))
                            .getBytes(StandardCharsets.UTF_8));
            return "order-notional-max is " + max;
        }
        String condition = "$volume <= 0." + (100 + packs) + ")";
        save(rules, edited(rulesAsShipped, CONDITION, condition).getBytes(StandardCharsets.UTF_8));
        return "a rule says " + condition;
    }

    private static String edited(String text, String from, String to) {
        if (!text.contains(from)) {
            throw new IllegalStateException("the shipped pack no longer says " + from);
        }
        return text.replace(from, to);
    }

    /** Drops an agent in, replaces the venue's plugin, takes the agent out, by turns. */
    String changePlugins() throws IOException {
        int turn = plugins++ % 3;
        if (turn == 0) {
            save(agentJar, agent);
            return AGENT + " dropped in";
        } else if (turn == 1) {
            venueVersion = "0.2." + plugins;
            save(venueJar, PluginJars.shipped(installation, VENUE, venueVersion));
            return VENUE + " replaced by " + venueVersion;
        }
        Files.delete(agentJar);
        return AGENT + " taken out";
    }

    /** As editors and deployers do it: written elsewhere, then moved into place. */
    private void save(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(aside, "saved", ".tmp");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether a server does what the folders say, whoever was killed over it. */
    boolean areTaken(Door door) throws IOException {
        String judging = door.get("/v1/rules").path("activeHash").asText();
        JsonNode running = door.get("/v1/plugins").path("plugins");
        return judging.equals(PackContent.ofFolder(pack).hash().hex())
                && Files.exists(agentJar) == isActive(running, AGENT, "")
                && isActive(running, VENUE, venueVersion);
    }

    private static boolean isActive(JsonNode running, String name, String version) {
        for (JsonNode plugin : running) {
            if (plugin.path("name").asText().equals(name)
                    && plugin.path("state").asText().equals("ACTIVE")) {
                return version.isEmpty() || plugin.path("version").asText().equals(version);
            }
        }
        return false;
    }
}
