package io.portcullis.host.timemachine;

import io.portcullis.engine.Books;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.id.PackHash;
import io.portcullis.policy.pack.ScopedLimits;
import io.portcullis.transport.EventSource;
import java.util.List;

/** Turns the state of then into an answer. */
final class Answers {
    private Answers() {}

    static PastAnswer of(Topic what, Moment when, PastState state, EventSource log) {
        Books books = state.engine().books();
        return new PastAnswer(
                what.word(),
                when.text(),
                state.last().position(),
                Decimals.time(state.last().event().timeNanos()),
                name(state.last().event()),
                books.session().id(),
                state.engine().policy().activePack().hex(),
                books.chain().head(),
                state.snapshotPosition(),
                state.replayed(),
                List.copyOf(state.notes()),
                body(what, state, log));
    }

    private static Object body(Topic what, PastState state, EventSource log) {
        Books books = state.engine().books();
        PackHash active = state.engine().policy().activePack();
        return switch (what) {
            case POSITIONS -> PositionsThen.of(books.portfolio(), log);
            case EXPOSURE -> ExposureThen.of(books, limits(active, state));
            case ORDERS -> OrdersThen.of(books.orders(), log, state.last().position());
            case RULES -> RulesThen.of(books, active, state.packs(), limits(active, state));
            case KILL -> KillThen.of(books.trading(), books.session());
        };
    }

    /** Those of the pack that judged that were in force on that day; null without one. */
    private static ScopedLimits limits(PackHash active, PastState state) {
        return active.equals(PackHash.NONE)
                ? null
                : state.packs()
                        .read(active)
                        .limits()
                        .atTime(state.last().event().timeNanos());
    }

    /** What an event is called: a venue's report by what was reported. */
    static String name(EngineEvent event) {
        Object named = event instanceof EngineEvent.VenueReported reported ? reported.report() : event;
        return named.getClass().getSimpleName();
    }
}
