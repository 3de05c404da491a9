package io.portcullis.policy.gate;

import io.portcullis.policy.Finding;
import io.portcullis.policy.pack.PackContent;
import io.portcullis.policy.pack.RulePack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Keeps classes in memory and believes whatever it holds: what a file may lie about, a test puts in here. */
final class MemoryKept implements KeptClasses {
    private final Map<String, byte[]> classes = new HashMap<>();
    private CountDownLatch written = new CountDownLatch(1);

    PackCompiler compiler() {
        return compiler(compiled -> List.of());
    }

    PackCompiler compiler(Function<CompiledPack, List<Finding>> proof) {
        return new PackCompiler(this, proof);
    }

    /** Compiles a pack and waits until its classes are kept. */
    CompiledPack publish(PackCompiler compiler, PackContent content) throws Exception {
        CompiledPack compiled = compiler.await(content);
        written = new CountDownLatch(1);
        compiler.keep(compiled.pack());
        written.await();
        return compiled;
    }

    static RulePack read(PackContent pack) {
        return RulePack.read(pack, new ArrayList<>()).orElseThrow();
    }

    private static String rulesOf(PackContent pack) {
        return Maker.rulesOf(read(pack));
    }

    synchronized byte[] get(PackContent pack) {
        return classes.get(rulesOf(pack));
    }

    synchronized void put(PackContent pack, byte[] bytes) {
        classes.put(rulesOf(pack), bytes);
    }

    @Override
    public synchronized Optional<byte[]> read(String rules, String maker) throws IOException {
        return Optional.ofNullable(classes.get(rules));
    }

    @Override
    public synchronized void write(String rules, String maker, byte[] bytes) {
        classes.put(rules, bytes);
        written.countDown();
    }
}
