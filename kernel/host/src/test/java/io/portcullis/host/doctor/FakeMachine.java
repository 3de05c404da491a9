package io.portcullis.host.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A sound machine until a test makes it worse. */
final class FakeMachine implements Machine {
    int feature = 17;
    List<String> arguments = new ArrayList<>(List.of("-Xmx2g"));
    Map<String, String> options = new HashMap<>(Map.of("ExitOnOutOfMemoryError", "true"));
    boolean open = true;
    long heap = 2L << 30;
    long memory = 8L << 30;
    int processors = 2;
    long files = 65_536;
    int umask = 027;
    String user = "portcullis";
    Map<String, String> environment = new HashMap<>();
    Duration jump = Duration.ofMillis(3);
    Path shared;
    Path run;
    Map<String, String> answers = new HashMap<>(Map.of("timedatectl", "yes", "df", "x 1 2 3 7% /data"));

    FakeMachine(Path shared, Path run) {
        this.shared = shared;
        this.run = run;
    }

    @Override
    public int javaFeature() {
        return feature;
    }

    @Override
    public String javaVersion() {
        return feature + ".0.1";
    }

    @Override
    public List<String> jvmArguments() {
        return arguments;
    }

    @Override
    public Optional<String> vmOption(String name) {
        return Optional.ofNullable(options.get(name));
    }

    @Override
    public boolean isOpen(String packageName) {
        return open;
    }

    @Override
    public long heapMaxBytes() {
        return heap;
    }

    @Override
    public OptionalLong memoryBytes() {
        return OptionalLong.of(memory);
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public OptionalLong openFilesMax() {
        return OptionalLong.of(files);
    }

    @Override
    public Optional<Integer> umask() {
        return Optional.of(umask);
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Duration clockJump() {
        return jump;
    }

    @Override
    public Path sharedMemory() {
        return shared;
    }

    @Override
    public Path runFolder() {
        return run;
    }

    @Override
    public Optional<String> ask(Duration patience, String... command) {
        return Optional.ofNullable(answers.get(command[0]));
    }
}
