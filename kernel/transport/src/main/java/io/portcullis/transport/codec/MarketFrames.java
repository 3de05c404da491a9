package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent.BorrowUpdated;
import io.portcullis.model.event.EngineEvent.CorporateActionApplied;
import io.portcullis.model.event.EngineEvent.InstrumentDefined;
import io.portcullis.model.event.EngineEvent.MarketView;
import io.portcullis.model.event.EngineEvent.RestrictedListChanged;
import io.portcullis.model.event.EngineEvent.SignalBatch;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.signal.Signal;
import io.portcullis.model.value.Price;
import io.portcullis.model.value.Quantity;
import io.portcullis.transport.sbe.BorrowUpdatedDecoder;
import io.portcullis.transport.sbe.BorrowUpdatedEncoder;
import io.portcullis.transport.sbe.CorporateActionAppliedDecoder;
import io.portcullis.transport.sbe.CorporateActionAppliedEncoder;
import io.portcullis.transport.sbe.InstrumentDefinedDecoder;
import io.portcullis.transport.sbe.InstrumentDefinedEncoder;
import io.portcullis.transport.sbe.MarketViewDecoder;
import io.portcullis.transport.sbe.MarketViewEncoder;
import io.portcullis.transport.sbe.RestrictedListChangedDecoder;
import io.portcullis.transport.sbe.RestrictedListChangedEncoder;
import io.portcullis.transport.sbe.SignalBatchDecoder;
import io.portcullis.transport.sbe.SignalBatchEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the engine learns about instruments and markets. */
final class MarketFrames {
    private final InstrumentDefinedEncoder instrumentEncoder = new InstrumentDefinedEncoder();
    private final InstrumentDefinedDecoder instrumentDecoder = new InstrumentDefinedDecoder();
    private final BorrowUpdatedEncoder borrowEncoder = new BorrowUpdatedEncoder();
    private final BorrowUpdatedDecoder borrowDecoder = new BorrowUpdatedDecoder();
    private final RestrictedListChangedEncoder restrictedEncoder = new RestrictedListChangedEncoder();
    private final RestrictedListChangedDecoder restrictedDecoder = new RestrictedListChangedDecoder();
    private final CorporateActionAppliedEncoder actionEncoder = new CorporateActionAppliedEncoder();
    private final CorporateActionAppliedDecoder actionDecoder = new CorporateActionAppliedDecoder();
    private final MarketViewEncoder viewEncoder = new MarketViewEncoder();
    private final MarketViewDecoder viewDecoder = new MarketViewDecoder();
    private final SignalBatchEncoder signalsEncoder = new SignalBatchEncoder();
    private final SignalBatchDecoder signalsDecoder = new SignalBatchDecoder();

    void register(FrameKinds kinds) {
        kinds.on(InstrumentDefined.class, InstrumentDefinedDecoder.TEMPLATE_ID, this::instrument, this::instrument)
                .on(BorrowUpdated.class, BorrowUpdatedDecoder.TEMPLATE_ID, this::borrow, this::borrow)
                .on(
                        RestrictedListChanged.class,
                        RestrictedListChangedDecoder.TEMPLATE_ID,
                        this::restricted,
                        this::restricted)
                .on(CorporateActionApplied.class, CorporateActionAppliedDecoder.TEMPLATE_ID, this::action, this::action)
                .on(MarketView.class, MarketViewDecoder.TEMPLATE_ID, this::view, this::view)
                .on(SignalBatch.class, SignalBatchDecoder.TEMPLATE_ID, this::signals, this::signals);
    }

    private int instrument(InstrumentDefined event, FrameWriter out) {
        InstrumentDefinedEncoder to =
                out.begin(instrumentEncoder).engineTime(event.timeNanos()).tradable(FrameWriter.flag(event.tradable()));
        out.text(to, event.instrument());
        out.text(to, event.sector());
        return out.length(to);
    }

    private InstrumentDefined instrument(FrameReader in) throws MalformedFrameException {
        InstrumentDefinedDecoder from = in.begin(instrumentDecoder);
        InstrumentId instrument = InstrumentId.of(in.text(from));
        String sector = in.text(from);
        in.end(from);
        return new InstrumentDefined(from.engineTime(), instrument, sector, FrameReader.flag(from.tradable()));
    }

    private int borrow(BorrowUpdated event, FrameWriter out) {
        BorrowUpdatedEncoder to = out.begin(borrowEncoder)
                .engineTime(event.timeNanos())
                .available(event.available().raw())
                .feePercentPerYear(event.feePercentPerYear());
        out.text(to, event.instrument());
        return out.length(to);
    }

    private BorrowUpdated borrow(FrameReader in) throws MalformedFrameException {
        BorrowUpdatedDecoder from = in.begin(borrowDecoder);
        InstrumentId instrument = InstrumentId.of(in.text(from));
        in.end(from);
        return new BorrowUpdated(
                from.engineTime(), instrument, new Quantity(from.available()), from.feePercentPerYear());
    }

    private int restricted(RestrictedListChanged event, FrameWriter out) {
        RestrictedListChangedEncoder to = out.begin(restrictedEncoder).engineTime(event.timeNanos());
        var group = to.instrumentsCount(FrameWriter.count(event.instruments().size(), "the restricted list"));
        for (InstrumentId instrument : event.instruments()) {
            group.next();
            out.text(to, instrument);
        }
        return out.length(to);
    }

    private RestrictedListChanged restricted(FrameReader in) throws MalformedFrameException {
        RestrictedListChangedDecoder from = in.begin(restrictedDecoder);
        int count = in.group(from, RestrictedListChangedDecoder.InstrumentsDecoder.sbeBlockLength(), "instruments");
        var group = from.instruments();
        List<InstrumentId> instruments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            group.next();
            instruments.add(InstrumentId.of(in.text(from)));
        }
        in.end(from);
        return new RestrictedListChanged(from.engineTime(), Collections.unmodifiableList(instruments));
    }

    private int action(CorporateActionApplied event, FrameWriter out) {
        CorporateActionAppliedEncoder to = out.begin(actionEncoder)
                .engineTime(event.timeNanos())
                .exDate(Math.toIntExact(event.exDate().toEpochDay()))
                .splitNumerator(event.splitNumerator())
                .splitDenominator(event.splitDenominator())
                .dividend(event.dividend().raw());
        out.text(to, event.instrument());
        return out.length(to);
    }

    private CorporateActionApplied action(FrameReader in) throws MalformedFrameException {
        CorporateActionAppliedDecoder from = in.begin(actionDecoder);
        InstrumentId instrument = InstrumentId.of(in.text(from));
        in.end(from);
        return new CorporateActionApplied(
                from.engineTime(),
                instrument,
                LocalDate.ofEpochDay(from.exDate()),
                from.splitNumerator(),
                from.splitDenominator(),
                new Price(from.dividend()));
    }

    private int view(MarketView event, FrameWriter out) {
        MarketViewEncoder to = out.begin(viewEncoder)
                .engineTime(event.timeNanos())
                .last(event.last().raw())
                .bid(event.bid().raw())
                .ask(event.ask().raw())
                .averageDailyVolume(event.averageDailyVolume().raw())
                .dailyVolatility(event.dailyVolatility())
                .halted(FrameWriter.flag(event.halted()))
                .atClose(FrameWriter.flag(event.close()))
                .beta(FrameWriter.oneNan(event.beta()));
        out.text(to, event.instrument());
        return out.length(to);
    }

    private MarketView view(FrameReader in) throws MalformedFrameException {
        MarketViewDecoder from = in.begin(viewDecoder);
        InstrumentId instrument = InstrumentId.of(in.text(from));
        in.end(from);
        return new MarketView(
                from.engineTime(),
                instrument,
                new Price(from.last()),
                new Price(from.bid()),
                new Price(from.ask()),
                new Quantity(from.averageDailyVolume()),
                from.dailyVolatility(),
                FrameReader.flag(from.halted()),
                FrameReader.flag(from.atClose()),
                from.beta());
    }

    private int signals(SignalBatch event, FrameWriter out) {
        SignalBatchEncoder to = out.begin(signalsEncoder).engineTime(event.timeNanos());
        var group = to.signalsCount(FrameWriter.count(event.signals().size(), "signals"));
        for (Signal signal : event.signals()) {
            group.next()
                    .formedTime(signal.timeNanos())
                    .horizonDays(signal.horizonDays())
                    .direction(EnumCodes.DIRECTION.encode(signal.direction()))
                    .probability(signal.probability())
                    .edgeBps(signal.edgeBps())
                    .sigmaBps(signal.sigmaBps());
            out.text(to, signal.agent());
            out.text(to, signal.instrument());
            out.text(to, signal.modelVersion());
        }
        out.text(to, event.instrument());
        return out.length(to);
    }

    private SignalBatch signals(FrameReader in) throws MalformedFrameException {
        SignalBatchDecoder from = in.begin(signalsDecoder);
        int count = in.group(from, SignalBatchDecoder.SignalsDecoder.sbeBlockLength(), "signals");
        var group = from.signals();
        List<Signal> signals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signals.add(signal(group.next(), from, in));
        }
        InstrumentId instrument = InstrumentId.of(in.text(from));
        in.end(from);
        return new SignalBatch(from.engineTime(), instrument, Collections.unmodifiableList(signals));
    }

    private static Signal signal(SignalBatchDecoder.SignalsDecoder entry, SignalBatchDecoder from, FrameReader in)
            throws MalformedFrameException {
        AgentId agent = AgentId.of(in.text(from));
        InstrumentId instrument = InstrumentId.of(in.text(from));
        String modelVersion = in.text(from);
        return new Signal(
                agent,
                instrument,
                entry.formedTime(),
                entry.horizonDays(),
                EnumCodes.DIRECTION.decode(entry.directionRaw()),
                entry.probability(),
                entry.edgeBps(),
                entry.sigmaBps(),
                modelVersion);
    }
}
