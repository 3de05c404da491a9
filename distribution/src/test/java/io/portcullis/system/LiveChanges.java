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
    /** What a denial tells of its limit: the cases of the pack hold with any. */
    private static final String CONSEQUENCE = "verdict.deny($volume, 0);";

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

    /** Saves a rule, which has to be compiled, or a limit, which has not, by turns. */
    String editPack() throws IOException {
        packs++;
        if (packs % 2 == 0) {
            int max = 900_000 + packs;
            save(
                    limits,
                    edited(limitsAsShipped, LIMIT, LIMIT.replace("1000000", "" + max))
                            .getBytes(StandardCharsets.UTF_8));
            return "order-notional-max is " + max;
        }
        String consequence = CONSEQUENCE.replace(", 0)", ", 0." + (100 + packs) + ")");
        save(rules, edited(rulesAsShipped, CONSEQUENCE, consequence).getBytes(StandardCharsets.UTF_8));
        return "a rule says " + consequence;
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

    /** What a server does not do as the folders say, whoever was killed over it; empty when there is nothing. */
    String notTaken(Door door) throws IOException {
        JsonNode rulesThere = door.get("/v1/rules");
        JsonNode running = door.get("/v1/plugins").path("plugins");
        String saved = PackContent.ofFolder(pack).hash().hex();
        if (!rulesThere.path("activeHash").asText().equals(saved)) {
            return "pack " + saved + " was saved, the server says " + rulesThere;
        }
        boolean agentsRight = Files.exists(agentJar) == isActive(running, AGENT, "");
        return agentsRight && isActive(running, VENUE, venueVersion) ? "" : "the server runs " + running;
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
