package io.portcullis.signals.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The features that agents can ask for. Windows count the instrument's own daily bars; NaN until one is full. */
public final class FeatureNames {
    /** Last price, on today's terms; live prices move it between closes. */
    public static final String CLOSE = "close";

    /** Simple total return of the last daily bar; live prices do not move it. */
    public static final String RETURN_1D = "return.1d";

    /** Simple total return since the last daily close by live prices; zero until there is one. */
    public static final String RETURN_LIVE = "return.live";

    /** Total return from 252 to 21 daily bars ago: twelve months without the last. */
    public static final String MOMENTUM = "momentum.252.21";

    /** Standard deviation of daily log total returns over 20 bars, a fraction a day. */
    public static final String VOLATILITY_20D = "volatility.20d";

    /** Standard deviation of daily log total returns over 126 bars, a fraction a day. */
    public static final String VOLATILITY_126D = "volatility.126d";

    /** Mean shares a day over 20 bars, on today's terms. */
    public static final String ADV_20D = "adv.20d";

    /** Mean close times volume over 20 bars, in the instrument's currency. */
    public static final String DOLLAR_VOLUME_20D = "dollarvolume.20d";

    /** Slope of daily total returns on the market's over 252 common days. */
    public static final String BETA_252D = "beta.252d";

    /** How many daily bars were seen. */
    public static final String BARS = "bars";

    /** Quoted spread over the middle, basis points; NaN without a quote on both sides. */
    public static final String SPREAD_BPS = "spread.bps";

    /** Simple total return over five daily bars. */
    public static final String RETURN_5D = "return.5d";

    /** Simple total return over 252 daily bars: twelve months. */
    public static final String RETURN_252D = "return.252d";

    /** Wilder's relative strength over 14 daily bars, 0 to 100. This and all below: on total-return terms, not by live prices. */
    public static final String RSI_14 = "rsi.14";

    /** Histogram of the MACD of 12, 26 and 9 daily bars, a fraction of the close. */
    public static final String MACD = "macd.12.26.9";

    /** Place of the close between the Bollinger bands of 20 daily bars, two deviations wide: 0 lower, 1 upper. */
    public static final String BOLLINGER = "bollinger.20.2";

    /** Wilder's average true range over 14 daily bars, a fraction of the close. */
    public static final String ATR_14 = "atr.14";

    /** Wilder's average directional index over 14 daily bars, 0 to 100. */
    public static final String ADX_14 = "adx.14";

    /** How far the close is above the mean of 200 daily closes, a fraction of that. */
    public static final String SMA_200 = "sma.200";

    /** How far the close is above the volume-weighted price of five daily bars, a fraction of that. */
    public static final String VWAP_5 = "vwap.5";

    /**
     * Shares that buyers took less those that sellers gave, over both, in the last whole minute: -1 to 1. Live only, as are the two
     * below: NaN without quotes and trades.
     */
    public static final String TRADE_IMBALANCE_60S = "trade.imbalance.60s";

    /** Order flow imbalance at the best prices in the last whole minute, in mean depths. */
    public static final String ORDER_FLOW_60S = "order.flow.60s";

    /** Root of the summed squares of log changes of the middle over the last five whole minutes, a fraction. */
    public static final String VOLATILITY_300S = "volatility.300s";

    /** All of them; a vector of all values has this order. */
    public static final List<String> ALL = List.of(
            CLOSE,
            RETURN_1D,
            RETURN_LIVE,
            MOMENTUM,
            VOLATILITY_20D,
            VOLATILITY_126D,
            ADV_20D,
            DOLLAR_VOLUME_20D,
            BETA_252D,
            BARS,
            SPREAD_BPS,
            RETURN_5D,
            RETURN_252D,
            RSI_14,
            MACD,
            BOLLINGER,
            ATR_14,
            ADX_14,
            SMA_200,
            VWAP_5,
            TRADE_IMBALANCE_60S,
            ORDER_FLOW_60S,
            VOLATILITY_300S);

    private FeatureNames() {}

    /**
     * Where the names stand in a vector of all values.
     *
     * @throws IllegalArgumentException for unknown names, with a message that lists the known ones
     */
    static int[] positions(List<String> names) {
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(ALL);
        if (!unknown.isEmpty()) {
            Collections.sort(unknown);
            throw new IllegalArgumentException("unknown features " + unknown + "; known are " + ALL);
        }
        return names.stream().mapToInt(ALL::indexOf).toArray();
    }
}
