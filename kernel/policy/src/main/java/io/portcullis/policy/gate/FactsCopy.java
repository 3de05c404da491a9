package io.portcullis.policy.gate;

import io.portcullis.engine.gate.facts.Account;
import io.portcullis.engine.gate.facts.Agent;
import io.portcullis.engine.gate.facts.Counters;
import io.portcullis.engine.gate.facts.Exposure;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.Instrument;
import io.portcullis.engine.gate.facts.Limits;
import io.portcullis.engine.gate.facts.Market;
import io.portcullis.engine.gate.facts.Order;
import io.portcullis.engine.gate.facts.Session;
import io.portcullis.engine.gate.facts.WatchFacts;

/**
 * Copies facts field by field, without allocating: the engine reuses one set of fact objects, so whoever looks at an order later,
 * or judges it again, needs a set of its own.
 */
public final class FactsCopy {
    private FactsCopy() {}

    /** Copies the facts of an order. */
    public static void copy(GateFacts from, GateFacts to) {
        copy(from.order(), to.order());
        copy(from.instrument(), to.instrument());
        copy(from.account(), to.account());
        copy(from.exposure(), to.exposure());
        copy(from.market(), to.market());
        copy(from.agent(), to.agent());
        copy(from.session(), to.session());
        copy(from.counters(), to.counters());
        copy(from.limits(), to.limits());
        to.ceilings().copy(from.ceilings());
    }

    /** Copies the facts of a watch evaluation. */
    public static void copy(WatchFacts from, WatchFacts to) {
        to.trigger().setKind(from.trigger().getKind());
        to.trigger().setSubject(from.trigger().getSubject());
        to.trigger().setUp(from.trigger().isUp());
        copy(from.account(), to.account());
        copy(from.session(), to.session());
        copy(from.counters(), to.counters());
        copy(from.limits(), to.limits());
        to.ceilings().copy(from.ceilings());
    }

    private static void copy(Order from, Order to) {
        to.setOrderId(from.getOrderId());
        to.setAccount(from.getAccount());
        to.setTrader(from.getTrader());
        to.setSide(from.getSide());
        to.setType(from.getType());
        to.setTimeInForce(from.getTimeInForce());
        to.setSource(from.getSource());
        to.setBuy(from.isBuy());
        to.setMarket(from.isMarket());
        to.setReducing(from.isReducing());
        to.setShortSale(from.isShortSale());
        to.setQuantity(from.getQuantity());
        to.setPrice(from.getPrice());
        to.setNotional(from.getNotional());
        to.setCollarBps(from.getCollarBps());
        to.setVenue(from.getVenue());
        to.setOnTick(from.isOnTick());
        to.setAttributed(from.isAttributed());
        to.setCrossesOwn(from.isCrossesOwn());
        to.setRepeats(from.getRepeats());
        to.setSlicedQuantity(from.getSlicedQuantity());
        to.setSlicedNotional(from.getSlicedNotional());
        to.setCollarWindowBps(from.getCollarWindowBps());
        to.setParentQuantity(from.getParentQuantity());
        to.setChildrenQuantity(from.getChildrenQuantity());
        to.setChildren(from.getChildren());
    }

    private static void copy(Instrument from, Instrument to) {
        to.setSymbol(from.getSymbol());
        to.setSector(from.getSector());
        to.setTradable(from.isTradable());
        to.setRestricted(from.isRestricted());
        to.setBorrowListed(from.isBorrowListed());
        to.setBorrowAvailable(from.getBorrowAvailable());
        to.setBorrowFeePercent(from.getBorrowFeePercent());
    }

    private static void copy(Account from, Account to) {
        to.setId(from.getId());
        to.setEquity(from.getEquity());
        to.setCash(from.getCash());
        to.setPeakEquity(from.getPeakEquity());
        to.setDrawdown(from.getDrawdown());
        to.setDayPnl(from.getDayPnl());
        to.setDayLoss(from.getDayLoss());
    }

    private static void copy(Exposure from, Exposure to) {
        to.setGrossAfter(from.getGrossAfter());
        to.setNetAfter(from.getNetAfter());
        to.setNameAfter(from.getNameAfter());
        to.setSectorAfter(from.getSectorAfter());
        to.setGrossBefore(from.getGrossBefore());
        to.setPositionBefore(from.getPositionBefore());
        to.setPositionAfter(from.getPositionAfter());
        to.setShortAfter(from.getShortAfter());
        to.setGrossRamped(from.getGrossRamped());
        to.setBetaAfter(from.getBetaAfter());
        to.setBetaUnknown(from.getBetaUnknown());
    }

    private static void copy(Market from, Market to) {
        to.setReference(from.getReference());
        to.setBid(from.getBid());
        to.setAsk(from.getAsk());
        to.setSpreadBps(from.getSpreadBps());
        to.setAverageDailyVolume(from.getAverageDailyVolume());
        to.setDailyVolatility(from.getDailyVolatility());
        to.setParticipation(from.getParticipation());
        to.setAgeSeconds(from.getAgeSeconds());
        to.setHalted(from.isHalted());
        to.setSlicedParticipation(from.getSlicedParticipation());
    }

    private static void copy(Agent from, Agent to) {
        to.setPresent(from.isPresent());
        to.setProbability(from.getProbability());
        to.setNetEdgeBps(from.getNetEdgeBps());
        to.setAgents(from.getAgents());
        to.setContributions(from.getContributions());
    }

    private static void copy(Session from, Session to) {
        to.setKind(from.getKind());
        to.setState(from.getState());
        to.setOpen(from.isOpen());
        to.setDay(from.getDay());
        to.setEpochDay(from.getEpochDay());
    }

    private static void copy(Counters from, Counters to) {
        to.setOrdersThisSecond(from.getOrdersThisSecond());
        to.setOrdersToday(from.getOrdersToday());
        to.setDeniedToday(from.getDeniedToday());
        to.setFillsToday(from.getFillsToday());
        to.setPendingOrders(from.getPendingOrders());
        to.setMessagesThisSecond(from.getMessagesThisSecond());
        to.setOrdersPerFill(from.getOrdersPerFill());
    }

    private static void copy(Limits from, Limits to) {
        to.setGrossMax(from.getGrossMax());
        to.setNetMax(from.getNetMax());
        to.setNameMax(from.getNameMax());
        to.setSectorMax(from.getSectorMax());
        to.setOrderNotionalMax(from.getOrderNotionalMax());
        to.setOrderQuantityMax(from.getOrderQuantityMax());
        to.setOrderAdvMax(from.getOrderAdvMax());
        to.setCollarBps(from.getCollarBps());
        to.setReferenceAgeMaxSeconds(from.getReferenceAgeMaxSeconds());
        to.setBorrowFeeMaxPercent(from.getBorrowFeeMaxPercent());
        to.setOrdersPerSecondMax(from.getOrdersPerSecondMax());
        to.setDrawdownReduceOnly(from.getDrawdownReduceOnly());
        to.setDrawdownKill(from.getDrawdownKill());
        to.setDailyLossMax(from.getDailyLossMax());
        to.setRepeatsMax(from.getRepeatsMax());
        to.setOrderToTradeMax(from.getOrderToTradeMax());
        to.setMessagesPerSecondMax(from.getMessagesPerSecondMax());
        to.setCollarWindowBps(from.getCollarWindowBps());
        to.setChildrenMax(from.getChildrenMax());
        to.setBetaMax(from.getBetaMax());
        to.setBetaUnknownMax(from.getBetaUnknownMax());
    }
}
