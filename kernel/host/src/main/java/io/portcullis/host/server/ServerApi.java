package io.portcullis.host.server;

import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.OrderRequest;
import java.util.List;

/**
 * What can be asked of a running session. The live session implements it over log and engine; HTTP, MBeans and tests call it.
 *
 * <p>Thread-safe: called from many threads at once. Each call waits until its event is recorded and answered, at most a few
 * seconds; answers carry the log position as of which they are true.
 *
 * <p>A method that cannot do what is asked throws {@link ServerRefusal} with a line for the caller. A gate's DENY is an answer,
 * never an exception.
 */
public interface ServerApi extends RulesApi, LimitsApi, RequestsApi {
    /** Judges an order and, when it passes, sends it. The same key again is answered with the first answer. */
    OrderAnswer submit(OrderRequest request);

    /** Judges an order against the state of now; nothing is recorded and nothing is sent. */
    Judgement decide(OrderRequest request);

    /** Asks for an order to be withdrawn; refused as NOT_FOUND when it is not known. */
    CancelAnswer cancel(ClientOrderId orderId, String by);

    /** How things stand. */
    StatusView status();

    /** The features of an instrument, as of now; {@link ServerRefusal} when nothing is known of it. */
    FeaturesView features(InstrumentId instrument);

    /** The agents: what they did, and what became of their calls; empty before they are there. */
    List<AgentView> agents();

    /** The route files. */
    RoutesView routes();

    /**
     * How things stood at a moment of the past; the engine is not asked.
     *
     * @param when now, a log position, or an ISO time with its zone
     * @param what positions, exposure, orders, rules or kill
     * @return refused as NOT_FOUND when the log does not reach it, as BUSY when another such question is being answered
     */
    PastAnswer at(String when, String what);

    /**
     * Why an order was judged as it was, and what would have passed; the engine is not asked.
     *
     * @param decision the order's id, its sender's key, or the log position of the decision
     * @return refused as NOT_FOUND when no such decision is recorded, as BUSY when another question about the past is being answered
     */
    ExplainAnswer explain(String decision);

    /** Stops trading in a scope; returns when the venue channel is shut, whatever the log and the engine do. */
    KillAnswer kill(Scope scope, String by, String reason);

    /** Goes the whole way of a kill and stops nothing; says what it would have stopped, and how long the way was. */
    DrillAnswer drill(Scope scope, String by, String reason);

    /** Everything that is shut now, and how far each kill has come. */
    KillsView kills();

    /**
     * A sign of life, and the promise of the next one.
     *
     * @param scope what is killed when it does not come
     * @param seconds within which it comes; 0 takes the promise back
     */
    HeartbeatAnswer heartbeat(Scope scope, int seconds, String by);

    /**
     * Lifts a kill or a reduce-only state, recorded first; then the flag file goes. In profile {@code prod} a request for a second
     * person comes of it, and nothing is lifted yet.
     */
    ResumeAnswer resume(Scope scope, String by, String reason);

    /** Closes every position in a scope; in profile {@code prod} a request for a second person comes of it. */
    FlattenAnswer flatten(Scope scope, String by, String reason);

    /** Begins to stop the server and returns at once. */
    void stop(String by);
}
