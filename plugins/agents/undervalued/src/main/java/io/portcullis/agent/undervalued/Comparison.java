package io.portcullis.agent.undervalued;

import io.portcullis.indicators.CrossSection;
import io.portcullis.model.signal.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All multiples of one instant against each other: within sectors, and against what the figures would justify. */
final class Comparison {
    static final double WINSOR = 3;
    private static final int PRICE_TO_BOOK = Part.PRICE_TO_BOOK.ordinal();
    private static final int UNEXPLAINED = Part.PRICE_TO_BOOK_UNEXPLAINED.ordinal();

    private final double[][] parts;
    private final int[] peers;

    /** Compares rows, each with the firm at the same place. */
    Comparison(List<FeatureVector> rows, List<Firm> firms, int closeIndex) {
        parts = new double[Part.values().length][rows.size()];
        peers = new int[rows.size()];
        double[][] multiples = new double[rows.size()][];
        for (int i = 0; i < multiples.length; i++) {
            multiples[i] = firms.get(i).multiples(rows.get(i).values()[closeIndex]);
        }
        SortedMap<String, List<Integer>> sectors = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            sectors.computeIfAbsent(rows.get(i).sector(), name -> new ArrayList<>())
                    .add(i);
        }
        sectors.values().forEach(members -> compare(members, multiples));
        residuals(rows, firms, sectors, multiples, closeIndex);
    }

    private void compare(List<Integer> members, double[][] multiples) {
        for (int part = 0; part < Part.MULTIPLES; part++) {
            int multiple = part;
            double[] z = CrossSection.robustZ(
                    members.stream().mapToDouble(i -> multiples[i][multiple]).toArray(), WINSOR);
            for (int i = 0; i < z.length; i++) {
                parts[part][members.get(i)] = z[i];
            }
        }
        members.forEach(i -> peers[i] = members.size());
    }

    private void residuals(
            List<FeatureVector> rows,
            List<Firm> firms,
            SortedMap<String, List<Integer>> sectors,
            double[][] multiples,
            int closeIndex) {
        Arrays.fill(parts[UNEXPLAINED], Double.NaN);
        Map<Integer, double[]> known = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            double[] drivers = firms.get(i).drivers(rows.get(i).values()[closeIndex]);
            if (drivers != null && !Double.isNaN(multiples[i][PRICE_TO_BOOK])) {
                known.put(i, drivers);
            }
        }
        List<Integer> order = List.copyOf(new TreeMap<>(known).keySet());
        List<String> names = order.stream()
                .map(i -> rows.get(i).sector())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        double[][] x = new double[order.size()][];
        double[] y = new double[order.size()];
        for (int k = 0; k < y.length; k++) {
            x[k] = withDummies(
                    known.get(order.get(k)),
                    names.indexOf(rows.get(order.get(k)).sector()),
                    names.size());
            y[k] = multiples[order.get(k)][PRICE_TO_BOOK];
        }
        double[] residuals = HuberRegression.residuals(x, y);
        if (residuals != null) {
            double[] z = CrossSection.robustZ(residuals, WINSOR);
            for (int k = 0; k < z.length; k++) {
                parts[UNEXPLAINED][order.get(k)] = z[k];
            }
        }
    }

    /** One dummy fewer than sectors: the first is in the intercept. */
    private static double[] withDummies(double[] drivers, int sector, int sectors) {
        double[] row = Arrays.copyOf(drivers, drivers.length + sectors - 1);
        if (sector > 0) {
            row[drivers.length + sector - 1] = 1;
        }
        return row;
    }

    /** How many names its sector has, itself included. */
    int peers(int index) {
        return peers[index];
    }

    /** How many of the parts are known, the residual included. */
    int known(int index) {
        int known = 0;
        for (double[] part : parts) {
            known += Double.isNaN(part[index]) ? 0 : 1;
        }
        return known;
    }

    /** Minus the mean of what is known: above zero for what is cheap. */
    double cheapness(int index) {
        double sum = 0;
        for (double[] part : parts) {
            sum += Double.isNaN(part[index]) ? 0 : part[index];
        }
        return -sum / known(index);
    }
}
