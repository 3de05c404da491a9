package io.portcullis.host.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the wall clock can be believed. Engine time is stamped from it, and time stamps are compared with those of others (RTS 25
 * asks for a millisecond of UTC, firms that trade fast for 100 microseconds).
 */
final class ClockCheck implements Check {
    private static final String SYNCHRONISED = "clock-synchronised";
    private static final String STEADY = "clock-steady";
    private static final double SECONDS_MAX = 0.001;
    private static final Duration JUMP_MAX = Duration.ofSeconds(1);
    private static final Duration AHEAD_MAX = Duration.ofSeconds(5);
    private static final int FILES_MAX = 200;
    private static final int CHRONY_OFFSET = 4;
    private static final int CHRONY_LEAP = 13;

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        return List.of(synchronised(premises), steady(premises));
    }

    private static Finding synchronised(Premises premises) {
        Machine machine = premises.machine();
        Optional<String> chrony = machine.ask(premises.patience(), "chronyc", "-c", "tracking");
        if (chrony.isPresent()) {
            return chrony(chrony.get().split(",", -1));
        }
        if (Files.exists(machine.runFolder().resolve("systemd/timesync/synchronized"))) {
            return Finding.ok(SYNCHRONISED, "systemd-timesyncd says yes");
        }
        Optional<String> systemd =
                machine.ask(premises.patience(), "timedatectl", "show", "-p", "NTPSynchronized", "--value");
        if (systemd.isPresent()) {
            return systemd.get().equals("yes")
                    ? Finding.ok(SYNCHRONISED, "timedatectl says yes")
                    : Finding.warn(SYNCHRONISED, "timedatectl says no", "", "run chrony or systemd-timesyncd");
        }
        return Finding.warn(
                SYNCHRONISED,
                "cannot be told: neither chronyc nor timedatectl answers",
                "",
                "run chrony or systemd-timesyncd, on the host when this is a container");
    }

    /** One line of comma-separated values: the fifth is how far off we are in seconds, the last whether that holds. */
    private static Finding chrony(String[] values) {
        if (values.length <= CHRONY_LEAP || !values[CHRONY_LEAP].equals("Normal")) {
            return Finding.warn(
                    SYNCHRONISED, "chrony has no source it believes", "chronyc tracking", "give it sources");
        }
        double off = Math.abs(Double.parseDouble(values[CHRONY_OFFSET]));
        String what = String.format("chrony says yes, %.6f s from its sources", off);
        return off <= SECONDS_MAX
                ? Finding.ok(SYNCHRONISED, what)
                : Finding.warn(SYNCHRONISED, what, "chronyc tracking", "stay within a millisecond");
    }

    private static Finding steady(Premises premises) throws IOException {
        Duration jump = premises.machine().clockJump();
        if (jump.abs().compareTo(JUMP_MAX) > 0) {
            return Finding.warn(
                    STEADY,
                    "the wall clock moved by " + jump.toMillis() / 1e3
                            + " s against the steady one since this process began",
                    "",
                    "let it slew, never step, while a session is open");
        }
        Optional<Path> future = ahead(premises.home().data());
        return future.isEmpty()
                ? Finding.ok(STEADY, "no jump since this process began")
                : Finding.warn(
                        STEADY,
                        "the wall clock is behind what an earlier run wrote; engine time stands still until it has caught up",
                        future.get().toString(),
                        "set the clock before trading goes on");
    }

    private static Optional<Path> ahead(Path data) throws IOException {
        Instant latest = Instant.now().plus(AHEAD_MAX);
        for (Path folder : List.of(data.resolve("log"), data.resolve("snapshots"), data.resolve("anchors"))) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder, 2)) {
                for (Path file : files.limit(FILES_MAX).toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isAfter(latest)) {
                        return Optional.of(file);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
