package io.portcullis.host.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every family of our own on the metrics page. A name is an API: it is never given another meaning, and units stand at its end
 * ({@code _total} for counters, {@code _seconds}, {@code _bytes}, {@code _ratio}). {@code walk_N_} is the step of the walk.
 */
public enum Family {
    MARKET_PUBLISHED("walk_1_market_events_published_total", Type.COUNTER, "Market events that the bus accepted."),
    MARKET_DELIVERED("walk_1_market_events_delivered_total", Type.COUNTER, "Market events handed to the features."),
    MARKET_DROPPED(
            "walk_1_market_events_dropped_total",
            Type.COUNTER,
            "Market events that the bounded ring lost because the features were too slow."),
    MARKET_REFUSED(
            "walk_1_market_events_refused_total", Type.COUNTER, "Market events not accepted because the bus was down."),
    MARKET_QUEUE(
            "walk_1_market_queue_events",
            Type.GAUGE,
            "Market events published and neither delivered nor known as lost."),
    MARKET_SINK_FAILURES(
            "walk_1_market_sink_failures_total", Type.COUNTER, "Market events at which the features threw."),
    MARKET_VIEWS("walk_1_market_views_total", Type.COUNTER, "Market views recorded for the engine."),
    BUS_UP("walk_1_bus_up", Type.GAUGE, "1 while the event bus carries anything, else 0."),
    BUS_SENT(
            "walk_1_bus_durable_sent_total", Type.COUNTER, "Commands, decisions and dead letters on the bus' journal."),
    BUS_REFUSED("walk_1_bus_durable_refused_total", Type.COUNTER, "Those that the journal did not accept."),
    CONNECTOR_PUBLISHED(
            "walk_1_connector_events_published_total",
            Type.COUNTER,
            "Events that a connector gave to the bus.",
            "connector"),
    CONNECTOR_REFUSED(
            "walk_1_connector_events_refused_total",
            Type.COUNTER,
            "Events of a connector that the bus did not take.",
            "connector"),
    CONNECTOR_OUT_OF_ORDER(
            "walk_1_connector_events_out_of_order_total",
            Type.COUNTER,
            "Events of a connector known before their predecessor; they are dead letters.",
            "connector"),
    CONNECTOR_FAILED("walk_1_connector_failed", Type.GAUGE, "1 when a connector has failed, else 0.", "connector"),
    DEAD_LETTERS("walk_1_dead_letters_total", Type.COUNTER, "Bad records by kind of reason.", "reason"),
    DEAD_LETTERS_NOT_IN_FILE(
            "walk_1_dead_letters_not_in_file_total",
            Type.COUNTER,
            "Bad records that the day's file did not take: it is full, or the disk failed."),
    DEAD_LETTERS_NOT_ON_BUS(
            "walk_1_dead_letters_not_on_bus_total", Type.COUNTER, "Bad records that the bus did not take."),
    ROUTE_RUNNING("walk_1_route_running", Type.GAUGE, "1 when the route file as saved runs, else 0.", "route"),
    ROUTE_EXCHANGES("walk_1_route_exchanges_total", Type.COUNTER, "Messages that a route file completed.", "route"),
    ROUTE_FAILURES("walk_1_route_failures_total", Type.COUNTER, "Messages that failed in a route file.", "route"),

    FRAMES("walk_2_frames_total", Type.COUNTER, "Instants at which all features were computed."),
    FRAME_ROWS("walk_2_frame_instruments", Type.GAUGE, "Instruments in the last frame of features."),
    EVENTS_LATE("walk_2_events_late_total", Type.COUNTER, "Quotes and trades that came too late for their minute."),
    FEATURE_STORE_UP("walk_2_store_up", Type.GAUGE, "0 when Redis is wanted and does not answer, else 1."),
    FEATURE_STORE_DROPPED(
            "walk_2_store_dropped_total",
            Type.COUNTER,
            "Frames that Redis was too slow for, to be written again, and rows of the recording that the disk was."),
    INSTANT(
            "walk_2_instant_seconds",
            Type.HISTOGRAM,
            "One instant of the live feed: features of all instruments, and the answers of all agents."),

    SIGNAL_BATCHES(
            "walk_3_signal_batches_total",
            Type.COUNTER,
            "Batches of signals recorded, one per instrument and instant."),
    SIGNALS("walk_3_signals_total", Type.COUNTER, "Signals recorded."),
    AGENT_STATE(
            "walk_3_agent_state",
            Type.GAUGE,
            "1 for the state that an agent is in, 0 for the others: warming_up, active, quarantined.",
            "agent",
            "state"),
    AGENT_CALLS("walk_3_agent_calls_total", Type.COUNTER, "How often an agent was asked.", "agent"),
    AGENT_FAILURES(
            "walk_3_agent_failures_total",
            Type.COUNTER,
            "Calls of an agent that threw, hung or broke the contract.",
            "agent"),
    AGENT_OVERRUNS(
            "walk_3_agent_overruns_total",
            Type.COUNTER,
            "Calls of an agent that took longer than its budget.",
            "agent"),
    AGENT_SIGNALS("walk_3_agent_signals_total", Type.COUNTER, "Opinions of an agent.", "agent"),
    AGENT_ABSTENTIONS(
            "walk_3_agent_abstentions_total",
            Type.COUNTER,
            "How often an agent abstained, by its reason.",
            "agent",
            "reason"),
    AGENT_DROPPED(
            "walk_3_agent_events_dropped_total",
            Type.COUNTER,
            "Events that an agent never saw because it was too slow to take them.",
            "agent"),
    AGENT_LONGEST("walk_3_agent_call_longest_seconds", Type.GAUGE, "Longest call of an agent.", "agent"),

    OPPORTUNITIES("walk_4_opportunities_total", Type.COUNTER, "Opportunities that the coordination built."),

    INTENTS("walk_5_intents_total", Type.COUNTER, "Orders that the engine sized and asked for itself (trader agents)."),
    REQUESTS("walk_5_order_requests_total", Type.COUNTER, "Orders that people and other systems asked for."),

    DECISIONS("walk_6_gate_decisions_total", Type.COUNTER, "Recorded decisions of the gate.", "verdict"),
    DENIALS(
            "walk_6_gate_denials_total",
            Type.COUNTER,
            "Reasons of denied orders by code; an order counts under each code that it was denied for.",
            "code"),
    RULE_HITS(
            "walk_6_gate_rule_hits_total",
            Type.COUNTER,
            "Reasons given by the pack's rules, whatever the verdict; rules beyond the first 1000 count as other.",
            "rule",
            "code"),
    EVALUATION(
            "walk_6_gate_evaluation_seconds",
            Type.HISTOGRAM,
            "One evaluation of the policy ring; an order that is reduced takes two, a dry run counts too."),
    EVALUATION_RUNNING(
            "walk_6_gate_evaluation_running_seconds",
            Type.GAUGE,
            "How long the evaluation in hand has been going on; the watchdog looks at this. 0 between evaluations."),
    COMPARED(
            "walk_6_gate_compared_total",
            Type.COUNTER,
            "Decisions of compiled rules that Drools was asked about again."),
    NOT_COMPARED(
            "walk_6_gate_not_compared_total",
            Type.COUNTER,
            "Decisions that were to be asked about again and were not, because too many waited."),
    DIFFERENCES(
            "walk_6_gate_differences_total",
            Type.COUNTER,
            "Decisions on which compiled rules and Drools differed; after the first one Drools judges."),
    STATE(
            "walk_6_trading_state",
            Type.GAUGE,
            "Trading state of a scope: 0 NORMAL, 1 REDUCE_ONLY, 2 KILLED. Scopes in NORMAL other than global are left out.",
            "scope"),
    KILL_ORDERS(
            "walk_6_kill_orders",
            Type.GAUGE,
            "Orders of a scope that is shut, by how far their cancels have come: requested, sent, acknowledged, unresolved.",
            "scope",
            "stage"),
    LIMIT(
            "walk_6_limit",
            Type.GAUGE,
            "What a limit allows in a scope now, in its own unit; what was tightened included.",
            "limit",
            "scope"),
    LIMIT_USED(
            "walk_6_limit_used", Type.GAUGE, "What is used of a limit, everything pending included.", "limit", "scope"),
    LIMIT_PENDING("walk_6_limit_pending", Type.GAUGE, "What of that is pending.", "limit", "scope"),
    HEADROOM_ALERTS(
            "walk_6_headroom_alerts_total",
            Type.COUNTER,
            "How often a limit was used beyond 50, 75, 85, 90, 95 or 100 % of it."),
    HEADROOM_UNTOLD(
            "walk_6_headroom_alerts_untold_total",
            Type.COUNTER,
            "Those that the bus, the file or the webhook did not take, each counted.",
            "to"),
    PACK("walk_6_pack", Type.GAUGE, "Always 1; the hash of the rule pack that judges.", "pack"),
    RECOVERING(
            "walk_6_recovering",
            Type.GAUGE,
            "1 while orders of an earlier run are unresolved, which means REDUCE_ONLY."),
    ORDERS_IN_HAND("walk_6_orders_in_hand", Type.GAUGE, "Orders over HTTP that wait for their answer now."),
    ORDERS_BUSY(
            "walk_6_orders_turned_away_total",
            Type.COUNTER,
            "Orders over HTTP turned away unrecorded because too many waited for their answer."),

    VENUE_UP("walk_7_venue_up", Type.GAUGE, "1 while the link to a venue is up, else 0.", "venue"),
    COMMANDS_SENT("walk_7_venue_commands_sent_total", Type.COUNTER, "Commands that went into the venue channel."),
    COMMANDS_HANDLED(
            "walk_7_venue_commands_handled_total", Type.COUNTER, "Commands that the venue's thread has dealt with."),
    COMMANDS_QUEUE(
            "walk_7_venue_queue_commands",
            Type.GAUGE,
            "Commands in the venue channel that wait for the venue's thread."),
    WITHDRAWN(
            "walk_7_orders_withdrawn_total",
            Type.COUNTER,
            "Orders that passed the gate and were overtaken before they left."),
    OPEN("walk_7_orders_open", Type.GAUGE, "Orders that are not done."),
    UNRESOLVED(
            "walk_7_orders_unresolved",
            Type.GAUGE,
            "Orders that nobody knows the fate of; the venue is asked for them."),
    CANCELS_WAITING(
            "walk_7_cancels_waiting",
            Type.GAUGE,
            "Cancels that wait because the budget of exits and cancels of this second is used up."),
    REPORTS(
            "walk_7_venue_reports_total",
            Type.COUNTER,
            "What venues, and the channel for Unsent, said about orders, by kind of report.",
            "report"),
    VENUE_ANSWER(
            "walk_7_venue_answer_seconds",
            Type.HISTOGRAM,
            "From the recorded decision to the recorded first report about the order."),

    FILLS("walk_8_fills_total", Type.COUNTER, "Executions recorded."),
    EQUITY("walk_8_equity", Type.GAUGE, "Account equity in units of the account's currency.", "currency"),
    GROSS("walk_8_exposure_gross_ratio", Type.GAUGE, "Gross exposure over equity, everything pending included."),
    NET("walk_8_exposure_net_ratio", Type.GAUGE, "Net exposure over equity."),
    DRAWDOWN("walk_8_drawdown_ratio", Type.GAUGE, "Drawdown from the highest equity, as a fraction of it."),
    POSITIONS("walk_8_positions", Type.GAUGE, "Instruments with a position."),

    EVENTS("walk_9_events_total", Type.COUNTER, "Events that the engine took from the log."),
    LOG_RECORDED("walk_9_log_recorded_position_bytes", Type.GAUGE, "Position up to which the log is recorded."),
    LOG_PROCESSED(
            "walk_9_log_processed_position_bytes", Type.GAUGE, "Position up to which the engine has taken the log."),
    LOG_LAG("walk_9_log_lag_bytes", Type.GAUGE, "Recorded and not yet taken by the engine."),
    DECISION_RECORDED(
            "walk_9_decision_recorded_seconds",
            Type.HISTOGRAM,
            "From the gate's decision to its return from the log, recorded."),
    ENGINE_UP("walk_9_engine_up", Type.GAUGE, "1 while the core thread decides, 0 once it has stopped by itself."),
    ENGINE_TIME("walk_9_engine_time_seconds", Type.GAUGE, "Engine time, seconds since 1970."),
    PROJECTOR_POSITION(
            "walk_9_projector_position_bytes", Type.GAUGE, "Log position up to which the database is complete."),
    PROJECTOR_LAG("walk_9_projector_lag_bytes", Type.GAUGE, "Taken by the engine and not yet in the database."),
    PROJECTOR_QUEUE("walk_9_projector_queue_events", Type.GAUGE, "Events that wait for the database."),
    PROJECTOR_APPLIED("walk_9_projector_events_applied_total", Type.COUNTER, "Events applied to the database."),
    PROJECTOR_DROPOUTS(
            "walk_9_projector_dropouts_total", Type.COUNTER, "How often the queue was full and the log had to help."),
    PROJECTOR_FAILURES("walk_9_projector_failures_total", Type.COUNTER, "How often the database or the log failed."),
    PROJECTOR_MODE(
            "walk_9_projector_mode",
            Type.GAUGE,
            "1 for what the projector does, 0 for the others: new, catching_up, live, waiting, stopped.",
            "mode"),
    DATABASE_STATE(
            "walk_9_database_state",
            Type.GAUGE,
            "1 for how the database follows the log, 0 for the others: up, behind, down.",
            "state"),
    DECISIONS_NOT_ON_BUS(
            "walk_9_decisions_not_on_bus_total", Type.COUNTER, "Recorded decisions that other systems did not get."),
    LINES_LEFT_OUT(
            "walk_9_log_lines_left_out_total",
            Type.COUNTER,
            "Steps of orders that are not in portcullis.jsonl: more came than may be followed."),

    HTTP_REQUESTS(
            "portcullis_http_requests_total", Type.COUNTER, "Answered requests by path and status.", "path", "status"),
    HTTP_REQUEST(
            "portcullis_http_request_seconds", Type.HISTOGRAM, "From a request's arrival to its answer, all paths."),
    ALERTS(
            "portcullis_alert",
            Type.GAUGE,
            "1 while something is wrong, by subject: disk, clock, core, bus, database.",
            "subject"),
    PLUGINS("portcullis_plugins", Type.GAUGE, "Plugins by state: active, quarantined, refused.", "state"),
    PLUGIN_CALLS(
            "portcullis_plugin_calls_total", Type.COUNTER, "Calls into a plugin, over all its versions.", "plugin"),
    PLUGIN_FAILURES(
            "portcullis_plugin_failures_total",
            Type.COUNTER,
            "Calls into a plugin that threw, hung or broke the contract.",
            "plugin"),
    PLUGIN_SECONDS("portcullis_plugin_seconds_total", Type.COUNTER, "Time in calls that ended well.", "plugin"),
    PLUGIN_SIGNALS("portcullis_plugin_signals_total", Type.COUNTER, "Signals that a plugin gave.", "plugin"),
    PLUGIN_DROPPED(
            "portcullis_plugin_dropped_total",
            Type.COUNTER,
            "Events for a plugin, or answers of it, that were dropped because there were too many.",
            "plugin"),
    PLUGIN_RESTARTS(
            "portcullis_plugin_restarts_total",
            Type.COUNTER,
            "How often a plugin was replaced, started anew or put back.",
            "plugin"),
    PLUGIN_THREADS("portcullis_plugin_threads", Type.GAUGE, "Threads of a plugin that run.", "plugin"),
    PLUGIN_LOADERS_HELD(
            "portcullis_plugin_loaders_held",
            Type.GAUGE,
            "Class loaders of former versions of a plugin that somebody still holds.",
            "plugin"),
    BUILD(
            "portcullis_build_info",
            Type.INFO,
            "Always 1; what runs.",
            "version",
            "engine",
            "policy",
            "durability",
            "profile");

    /** What a family is to Prometheus. */
    public enum Type {
        /** Only goes up; starts at 0 with the process. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Durations: buckets since the start under the name itself, and percentiles of the last minute beside it. */
        HISTOGRAM,
        /** Always 1; the labels say something. */
        INFO
    }

    private static final Map<String, Family> BY_NAME = Collections.unmodifiableMap(
            Arrays.stream(values()).collect(Collectors.toMap(Family::text, Function.identity())));

    private final String text;
    private final Type type;
    private final String help;
    private final List<String> labels;

    Family(String text, Type type, String help, String... labels) {
        this.text = text;
        this.type = type;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Its name on the page, in JMX and in the manual. */
    public String text() {
        return text;
    }

    /** What it is. */
    public Type type() {
        return type;
    }

    /** One sentence. */
    public String help() {
        return help;
    }

    /** The names of its labels, in the order in which values are given. */
    public List<String> labels() {
        return labels;
    }

    /** Name of the percentiles that stand beside a histogram. */
    public String recent() {
        return text.replaceFirst("_seconds$", "_recent_seconds");
    }

    /** The family of a name; null when it is none of ours. */
    static Family find(String text) {
        return BY_NAME.get(text);
    }
}
