package io.portcullis.host.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.portcullis.transport.archive.AeronFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The process that asks, and the machine that it runs on. */
final class OwnMachine implements Machine {
    private static final int OUTPUT_BYTES_MAX = 64 * 1024;
    private static final Path STATUS = Path.of("/proc/self/status");

    @Override
    public int javaFeature() {
        return Runtime.version().feature();
    }

    @Override
    public String javaVersion() {
        return Runtime.version() + " (" + System.getProperty("java.vm.name") + ")";
    }

    @Override
    public List<String> jvmArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    @Override
    public Optional<String> vmOption(String name) {
        try {
            HotSpotDiagnosticMXBean options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Optional.of(options.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isOpen(String packageName) {
        return Object.class.getModule().isOpen(packageName, OwnMachine.class.getModule());
    }

    @Override
    public long heapMaxBytes() {
        return Runtime.getRuntime().maxMemory();
    }

    @Override
    public OptionalLong memoryBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getTotalMemorySize())
                : OptionalLong.empty();
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public OptionalLong openFilesMax() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    @Override
    public Optional<Integer> umask() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("Umask:"))
                    .map(line ->
                            Integer.parseInt(line.substring("Umask:".length()).strip(), 8))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public Duration clockJump() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        return Duration.ofMillis(System.currentTimeMillis() - runtime.getStartTime() - runtime.getUptime());
    }

    @Override
    public Path sharedMemory() {
        return AeronFolder.SHARED_MEMORY;
    }

    @Override
    public Path runFolder() {
        return Path.of("/run");
    }

    @Override
    public Optional<String> ask(Duration patience, String... command) {
        Process process = null;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            byte[] output = process.getInputStream().readNBytes(OUTPUT_BYTES_MAX);
            return Optional.of(new String(output, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty(); // not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
