package io.portcullis.host.report;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name its name in the legend
 * @param cssClass its colour's class in the page's style
 * @param values one value per point of the shared axis; NaN leaves a gap
 */
record Series(String name, String cssClass, List<Double> values) {}
