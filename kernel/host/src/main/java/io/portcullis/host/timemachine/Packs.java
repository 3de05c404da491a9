package io.portcullis.host.timemachine;

import io.portcullis.host.server.ServerRefusal;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Finding;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import io.portcullis.transport.EventSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rule packs by hash: as they pass in the log, else as data/content keeps them, else found in the log. Not thread-safe. */
final class Packs {
    private final EventSource log;
    private final Path folder;
    private final Map<PackHash, byte[]> bytes = new HashMap<>();
    private final Map<PackHash, RulePack> packs = new HashMap<>();

    /** @param folder data/content, which may be missing: it only saves time */
    Packs(EventSource log, Path folder) {
        this.log = log;
        this.folder = folder;
    }

    void put(PackHash pack, byte[] content) {
        bytes.put(pack, content);
    }

    /** A pack's bytes, sound for sure: their hash is the pack's name. */
    byte[] bytes(PackHash pack) {
        return bytes.computeIfAbsent(pack, this::find);
    }

    private byte[] find(PackHash pack) {
        Path kept = folder.resolve(pack.hex());
        try {
            if (Files.isRegularFile(kept)) {
                byte[] content = Files.readAllBytes(kept);
                if (isOf(pack, content)) {
                    return content;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the kept rule pack " + kept + " cannot be read", e);
        }
        byte[] staged = staged(pack);
        if (staged.length == 0 || !isOf(pack, staged)) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.CONFLICT, "rule pack " + pack + " is neither in " + folder + " nor in the log");
        }
        return staged;
    }

    private static boolean isOf(PackHash pack, byte[] content) {
        try {
            return PackContent.ofBytes(content).hash().equals(pack);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] staged(PackHash pack) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        log.replay(log.startPosition(), log.recordedPosition(), (position, event) -> {
            if (event instanceof EngineEvent.PackStaged staged && staged.pack().equals(pack)) {
                if (staged.chunk() == 0) {
                    content.reset();
                }
                content.writeBytes(staged.content());
            }
        });
        return content.toByteArray();
    }

    /** A pack, read but not compiled. */
    RulePack read(PackHash pack) {
        return packs.computeIfAbsent(pack, this::parse);
    }

    private RulePack parse(PackHash pack) {
        List<Finding> findings = new ArrayList<>();
        return RulePack.read(PackContent.ofBytes(bytes(pack)), findings)
                .orElseThrow(() -> new ServerRefusal(
                        ServerRefusal.Kind.CONFLICT,
                        "rule pack " + pack + " cannot be read by this version: " + findings.get(0)));
    }
}
