package io.portcullis.agent.causal;

/**
 * The market model of one name over a quiet time, against which a day is abnormal or not (MacKinlay 1997).
 *
 * @param alpha intercept
 * @param beta slope on the market
 * @param deviation standard deviation of what the model leaves, with two degrees of freedom taken off
 * @param days days of the estimation
 * @param meanMarket mean of the market over them
 * @param marketSquares sum of squared deviations of the market
 */
record EventStudy(double alpha, double beta, double deviation, int days, double meanMarket, double marketSquares) {

    /** By least squares; both arrays of the same days, at least three. */
    static EventStudy estimate(double[] name, double[] market) {
        int n = name.length;
        double meanName = 0;
        double meanMarket = 0;
        for (int i = 0; i < n; i++) {
            meanName += name[i] / n;
            meanMarket += market[i] / n;
        }
        double squares = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            squares += (market[i] - meanMarket) * (market[i] - meanMarket);
            products += (market[i] - meanMarket) * (name[i] - meanName);
        }
        double beta = products / squares;
        double alpha = meanName - beta * meanMarket;
        double left = 0;
        for (int i = 0; i < n; i++) {
            double residual = name[i] - alpha - beta * market[i];
            left += residual * residual;
        }
        return new EventStudy(alpha, beta, StrictMath.sqrt(left / (n - 2)), n, meanMarket, squares);
    }

    /** What a day's return is above what the market's would explain. */
    double abnormal(double name, double market) {
        return name - alpha - beta * market;
    }

    /** The same in deviations of a forecast: the model's own error and that of its coefficients. */
    double standardised(double name, double market) {
        double away = market - meanMarket;
        double variance = deviation * deviation * (1 + 1.0 / days + away * away / marketSquares);
        return abnormal(name, market) / StrictMath.sqrt(variance);
    }
}
