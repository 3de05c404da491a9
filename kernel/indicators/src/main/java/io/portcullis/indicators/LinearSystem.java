package io.portcullis.indicators;

/** Solves small dense systems of linear equations by Gaussian elimination with partial pivoting. */
public final class LinearSystem {
    private LinearSystem() {}

    /**
     * The x with {@code matrix x = right}.
     *
     * @param matrix square, not written to
     * @param right as long as the matrix is high, not written to
     * @return NaN throughout when the matrix is singular
     */
    public static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        double[] x = right.clone();
        for (int column = 0; column < n; column++) {
            swap(a, x, column, pivot(a, column));
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int i = column; i < n; i++) {
                    a[row][i] -= factor * a[column][i];
                }
                x[row] -= factor * x[column];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int i = row + 1; i < n; i++) {
                x[row] -= a[row][i] * x[i];
            }
            x[row] /= a[row][row];
        }
        return x;
    }

    private static int pivot(double[][] a, int column) {
        int best = column;
        for (int row = column + 1; row < a.length; row++) {
            if (Math.abs(a[row][column]) > Math.abs(a[best][column])) {
                best = row;
            }
        }
        return best;
    }

    private static void swap(double[][] a, double[] x, int i, int j) {
        double[] row = a[i];
        a[i] = a[j];
        a[j] = row;
        double value = x[i];
        x[i] = x[j];
        x[j] = value;
    }
}
