package io.portcullis.host.timemachine;

import io.portcullis.host.rules.KeptPacks;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.server.ServerRefusal;
import io.portcullis.policy.cases.PackCheck;
import io.portcullis.policy.gate.DroolsGate;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.transport.DataLock;
import io.portcullis.transport.EventSource;
import io.portcullis.transport.LogException;
import io.portcullis.transport.archive.RecordedLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Where questions about the past are asked: in words, one at a time. Thread-safe. */
public final class PastDesk {
    private final TimeMachine machine;
    private final Semaphore turn = new Semaphore(1);

    /** What is answered while nobody else asks. */
    private interface Question<T> {
        T answer() throws IOException;
    }

    /** A desk over one log. */
    PastDesk(TimeMachine machine) {
        this.machine = machine;
    }

    /** A desk beside a running server: reads what is recorded while more is being recorded, and keeps to a small part of the heap. */
    public static PastDesk besideTrading(EventSource log, Path data, PackCompiler compiler) {
        return new PastDesk(new TimeMachine(log, data, () -> DroolsGate.lazy(compiler), Allowance.besideTrading()));
    }

    /** Asks the log of a data folder in which no server runs; the lock proves that none does. */
    public static PastAnswer askStopped(Path data, String when, String what) throws IOException {
        try (DataLock lock = DataLock.acquire(data);
                PackCompiler compiler = compiler(data)) {
            RecordedLog log = RecordedLog.open(lock);
            return new PastDesk(new TimeMachine(log, data, () -> DroolsGate.lazy(compiler), Allowance.UNBOUNDED))
                    .ask(when, what);
        } catch (LogException e) {
            throw damaged(e);
        }
    }

    /** Links what the folder's server kept compiled, if anything. */
    private static PackCompiler compiler(Path data) {
        return new PackCompiler(new KeptPacks(data), PackCheck::findings);
    }

    /**
     * Answers a question on the caller's thread.
     *
     * @throws ServerRefusal for everything that keeps it from being answered, BUSY when another one is being answered
     */
    public PastAnswer ask(String when, String what) {
        return answered(() -> machine.ask(Moment.parse(when), Topic.parse(what)));
    }

    private <T> T answered(Question<T> question) {
        if (!turn.tryAcquire()) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.BUSY, "another question about the past is being answered; ask again");
        }
        try {
            return question.answer();
        } catch (IllegalArgumentException e) {
            throw new ServerRefusal(ServerRefusal.Kind.INVALID, e.getMessage());
        } catch (IOException e) {
            throw new ServerRefusal(ServerRefusal.Kind.CONFLICT, "a snapshot cannot be read: " + e.getMessage());
        } catch (LogException e) {
            throw damaged(e);
        } finally {
            turn.release();
        }
    }

    /** Explains a decision of a data folder in which no server runs. */
    public static ExplainAnswer explainStopped(Path data, String decision) throws IOException {
        try (DataLock lock = DataLock.acquire(data);
                PackCompiler compiler = compiler(data)) {
            RecordedLog log = RecordedLog.open(lock);
            return new PastDesk(new TimeMachine(log, data, () -> DroolsGate.lazy(compiler), Allowance.UNBOUNDED))
                    .explain(decision);
        } catch (LogException e) {
            throw damaged(e);
        }
    }

    /**
     * Explains a recorded decision on the caller's thread.
     *
     * @param decision the order's id, its sender's key, or the log position of the decision
     * @throws ServerRefusal as {@link #ask}
     */
    public ExplainAnswer explain(String decision) {
        return answered(() -> new Explainer(machine).explain(decision));
    }

    private static ServerRefusal damaged(LogException e) {
        return new ServerRefusal(ServerRefusal.Kind.CONFLICT, e.getMessage());
    }
}
