package io.portcullis.host.doctor;

import java.util.List;

/** What the operating system lets the process do. */
final class ProcessCheck implements Check {
    private static final long FILES_MIN = 256;
    private static final long FILES_ENOUGH = 4_096;
    private static final int OTHERS_WRITE = 02;
    private static final int GROUP_WRITE = 020;

    @Override
    public List<Finding> look(Premises premises) {
        Machine machine = premises.machine();
        return List.of(files(machine), processors(machine), umask(machine), user(machine));
    }

    private static Finding files(Machine machine) {
        if (machine.openFilesMax().isEmpty()) {
            return Finding.warn("open-files", "how many files may be open cannot be told here", "", "see 'ulimit -n'");
        }
        long max = machine.openFilesMax().getAsLong();
        String what = "up to " + max + " files may be open";
        if (max < FILES_MIN) {
            return Finding.fail("open-files", what, "ulimit -n", "allow " + FILES_ENOUGH);
        }
        return max < FILES_ENOUGH
                ? Finding.warn("open-files", what, "ulimit -n", "allow " + FILES_ENOUGH)
                : Finding.ok("open-files", what);
    }

    private static Finding processors(Machine machine) {
        String what = machine.processors() + " processors";
        return machine.processors() < 2
                ? Finding.warn("processors", what, "", "give it two: one belongs to the core thread while orders flow")
                : Finding.ok("processors", what);
    }

    private static Finding umask(Machine machine) {
        if (machine.umask().isEmpty()) {
            return Finding.warn("umask", "cannot be told here", "", "use 027 or 077");
        }
        int umask = machine.umask().get();
        String what = String.format("%04o", umask);
        if ((umask & OTHERS_WRITE) == 0) {
            return Finding.fail(
                    "umask", what + ": everybody may write to what the server makes", "umask", "use 027 or 077");
        }
        return (umask & GROUP_WRITE) == 0
                ? Finding.warn(
                        "umask", what + ": the group may write to what the server makes", "umask", "use 027 or 077")
                : Finding.ok("umask", what);
    }

    private static Finding user(Machine machine) {
        return machine.user().equals("root")
                ? Finding.warn(
                        "user", "runs as root", "", "run it as a user of its own, who owns data/ and nothing else")
                : Finding.ok("user", machine.user());
    }
}
