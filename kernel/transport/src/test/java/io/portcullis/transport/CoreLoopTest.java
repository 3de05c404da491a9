package io.portcullis.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.gate.Scope;
import io.portcullis.transport.archive.ArchiveLog;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreLoopTest {
    private final List<EngineEvent> handed = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @TempDir
    Path folder;

    @Test
    void shouldHandOutEventsAndDoItsDuties() {
        MemoryLog log = MemoryLog.keeping();
        AtomicInteger turns = new AtomicInteger();
        try (CoreLoop loop = new CoreLoop(
                log,
                (position, event) -> handed.add(event),
                List.of(() -> turns.incrementAndGet() & 0),
                failure::set)) {
            loop.start();
            log.append(kill(1));
            await().atMost(5, TimeUnit.SECONDS).until(() -> handed.size() == 1 && turns.get() > 1);
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldEndAndSaySoWhenTheHandlerThrows() {
        MemoryLog log = MemoryLog.keeping();
        CoreLoop loop = new CoreLoop(
                log,
                (position, event) -> {
                    throw new StackOverflowError("deep rule");
                },
                List.of(),
                failure::set);
        loop.start();
        log.append(kill(1));
        await().atMost(5, TimeUnit.SECONDS).until(() -> !loop.alive());
        assertThat(failure.get()).isInstanceOf(StackOverflowError.class);
        loop.close();
    }

    @Test
    void shouldRecordEverythingWithManyThreadsWhileItTurns() throws Exception {
        try (DataLock lock = DataLock.acquire(folder);
                ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            try (CoreLoop loop = new CoreLoop(log, (position, event) -> handed.add(event), List.of(), failure::set)) {
                loop.start();
                Thread[] writers = new Thread[3];
                for (int w = 0; w < writers.length; w++) {
                    writers[w] = new Thread(() -> {
                        for (int i = 0; i < 500; i++) {
                            log.append(kill(i));
                        }
                    });
                    writers[w].start();
                }
                for (Thread writer : writers) {
                    writer.join();
                }
                await().atMost(20, TimeUnit.SECONDS).until(() -> handed.size() == 1_500);
            }
        }
        assertThat(failure.get()).isNull();
    }

    @Test
    void shouldUseLittleOfACoreWhenIdle() throws Exception {
        try (DataLock lock = DataLock.acquire(folder);
                ArchiveLog log = ArchiveLog.open(lock, Durability.PROCESS)) {
            AtomicReference<Thread> core = new AtomicReference<>();
            CoreLoop.Duty noteThread = () -> {
                core.set(Thread.currentThread());
                return 0;
            };
            try (CoreLoop loop =
                    new CoreLoop(log, (position, event) -> handed.add(event), List.of(noteThread), failure::set)) {
                loop.start();
                await().until(() -> core.get() != null);
                var threads = ManagementFactory.getThreadMXBean();
                long id = core.get().getId();
                TimeUnit.SECONDS.sleep(1); // compile what is turned over
                long cpu = threads.getThreadCpuTime(id);
                long wall = System.nanoTime();
                TimeUnit.SECONDS.sleep(2); // the measured time
                double share = (threads.getThreadCpuTime(id) - cpu) / (double) (System.nanoTime() - wall);
                assertThat(share).isLessThan(0.15);
            }
        }
    }

    private static KillRequested kill(int number) {
        return new KillRequested(number, Scope.GLOBAL, "risk", Integer.toString(number));
    }
}
