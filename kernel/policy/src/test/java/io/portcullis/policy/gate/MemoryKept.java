package io.portcullis.policy.gate;

import io.portcullis.model.id.PackHash;
import io.portcullis.policy.Finding;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Keeps classes in memory and believes whatever it holds: what a file may lie about, a test puts in here. */
final class MemoryKept implements KeptClasses {
    private final Map<PackHash, byte[]> classes = new HashMap<>();
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

    synchronized byte[] get(PackHash pack) {
        return classes.get(pack);
    }

    synchronized void put(PackHash pack, byte[] bytes) {
        classes.put(pack, bytes);
    }

    @Override
    public Optional<byte[]> read(PackHash pack, String maker) throws IOException {
        return Optional.ofNullable(get(pack));
    }

    @Override
    public void write(PackHash pack, String maker, byte[] bytes) {
        put(pack, bytes);
        written.countDown();
    }
}
