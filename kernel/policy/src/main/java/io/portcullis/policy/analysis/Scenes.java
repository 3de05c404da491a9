package io.portcullis.policy.analysis;

import io.portcullis.policy.Ring;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Every scene that the limits and restricted lists of two packs tell apart.
 *
 * @param symbols instruments with a limit of their own, or on one of the two restricted lists only
 * @param sectors with a limit of their own
 * @param accounts with a limit of their own
 * @param venues with a limit of their own
 * @param agents with a limit of their own
 * @param days one in each period
 */
record Scenes(
        SortedSet<String> symbols,
        SortedSet<String> sectors,
        SortedSet<String> accounts,
        SortedSet<String> venues,
        SortedSet<String> agents,
        SortedSet<Long> days) {
    private static final int SCENES_MAX = 4_096;
    private static final int AGENTS_MAX = 6;

    static Scenes of(RulePack before, RulePack after) {
        Scenes scenes = new Scenes(
                new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        scenes.add(before.limits());
        scenes.add(after.limits());
        Set<String> restricted = before.restricted().reasons().keySet();
        Set<String> restrictedAfter = after.restricted().reasons().keySet();
        restricted.stream().filter(each -> !restrictedAfter.contains(each)).forEach(scenes.symbols::add);
        restrictedAfter.stream().filter(each -> !restricted.contains(each)).forEach(scenes.symbols::add);
        return scenes;
    }

    private void add(LimitTable table) {
        for (LimitTable.Row row : table.rows()) {
            int colon = row.scope().indexOf(':');
            String name = row.scope().substring(colon + 1);
            switch (row.scope().substring(0, Math.max(0, colon))) {
                case "instrument" -> symbols.add(name);
                case "sector" -> sectors.add(name);
                case "account" -> accounts.add(name);
                case "venue" -> venues.add(name);
                case "agent" -> agents.add(name);
                default -> {} // global
            }
        }
        for (long day : table.days()) {
            days.add(day);
        }
    }

    /** Empty when there are too many to look at each. */
    List<Scene> all(Ring ring) {
        boolean gate = ring == Ring.GATE;
        List<List<String>> groups = groups(gate ? agents : new TreeSet<>());
        List<String> ofSymbols = withOthers(gate ? symbols : new TreeSet<>());
        List<String> ofSectors = withOthers(gate ? sectors : new TreeSet<>());
        List<String> ofVenues = withOthers(gate ? venues : new TreeSet<>());
        List<String> ofAccounts = withOthers(accounts);
        long count = (long) groups.size()
                * ofSymbols.size()
                * ofSectors.size()
                * ofVenues.size()
                * ofAccounts.size()
                * days.size();
        List<Scene> all = new ArrayList<>();
        if (agents.size() > AGENTS_MAX || count > SCENES_MAX) {
            return all;
        }
        for (long day : days) {
            for (String account : ofAccounts) {
                for (String venue : ofVenues) {
                    for (List<String> group : groups) {
                        for (String sector : ofSectors) {
                            ofSymbols.forEach(
                                    symbol -> all.add(new Scene(ring, day, symbol, sector, account, venue, group)));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<String> withOthers(SortedSet<String> names) {
        List<String> all = new ArrayList<>();
        all.add("");
        all.addAll(names);
        return all;
    }

    /** An order can have any of the agents behind it. */
    private static List<List<String>> groups(SortedSet<String> agents) {
        List<List<String>> groups = new ArrayList<>();
        groups.add(List.of());
        if (agents.size() <= AGENTS_MAX) {
            for (String agent : agents) {
                for (List<String> group : List.copyOf(groups)) {
                    List<String> larger = new ArrayList<>(group);
                    larger.add(agent);
                    groups.add(larger);
                }
            }
        }
        return groups;
    }
}
