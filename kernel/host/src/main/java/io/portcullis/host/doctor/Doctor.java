package io.portcullis.host.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the checks. Those that only look at files and at the JVM are waited for, so that none is ever left out on a busy machine;
 * those that wait for a disk or for another program look at the same time and within the patience that there is.
 */
public final class Doctor {
    private static final Map<String, Check> PROMPT = prompt();
    private static final Map<String, Check> SLOW = slow();

    private Doctor() {}

    private static Map<String, Check> prompt() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("java", new JavaCheck());
        checks.put("insecure-options", new InsecureOptionsCheck());
        checks.put("process", new ProcessCheck());
        checks.put("port", new PortCheck());
        checks.put("shared-memory", new SharedMemoryCheck());
        checks.put("installation-permissions", new InstallationCheck());
        checks.put("data-permissions", new DataFolderCheck());
        checks.put("settings", new SettingsCheck());
        checks.put("profile", new ProfileCheck());
        checks.put("kill-flags", new KillFlagCheck());
        checks.put("plugin-signatures", new SignatureCheck());
        checks.put("limits", new LimitCheck());
        checks.put("server-file", new ServerFileCheck());
        checks.put("log-files", new LogFolderCheck());
        return checks;
    }

    private static Map<String, Check> slow() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("clock", new ClockCheck());
        checks.put("disk", new DiskCheck());
        checks.put("database", new DatabaseCheck());
        return checks;
    }

    /** Looks at everything. */
    public static Checkup examine(Premises premises) {
        long started = System.nanoTime();
        Map<String, FutureTask<List<Finding>>> looks = new LinkedHashMap<>();
        SLOW.forEach((name, check) -> looks.put(name, begin(name, check, premises)));
        List<Finding> findings = new ArrayList<>();
        PROMPT.forEach((name, check) -> findings.addAll(guarded(name, check, premises)));
        long deadline = System.nanoTime() + premises.patience().toNanos();
        looks.forEach((name, look) -> findings.addAll(await(name, look, deadline)));
        return new Checkup(findings, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
    }

    private static FutureTask<List<Finding>> begin(String name, Check check, Premises premises) {
        FutureTask<List<Finding>> look = new FutureTask<>(() -> guarded(name, check, premises));
        Thread thread = new Thread(look, "doctor-" + name);
        thread.setDaemon(true);
        thread.start();
        return look;
    }

    private static List<Finding> guarded(String name, Check check, Premises premises) {
        try {
            return check.look(premises);
        } catch (Exception e) {
            return List.of(Finding.fail(name, "could not be looked at: " + e, "", "look at it by hand"));
        }
    }

    /** A look that hangs is left behind: the thread is a daemon. */
    private static List<Finding> await(String name, FutureTask<List<Finding>> look, long deadline) {
        try {
            return look.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.warn(
                    name,
                    "no answer in time",
                    "",
                    "run 'portcullis doctor', which waits longer, and look at the disk or the database"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a guarded look does not throw", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
