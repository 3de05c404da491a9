package io.portcullis.policy.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What one thing that rules look at may be. Exact: numbers are doubles, so "above x" is "from the next double on". */
sealed interface Values {
    Values and(Values other);

    /** Everything else. */
    Values complement();

    boolean isEmpty();

    /**
     * Ranges of finite numbers.
     *
     * @param ranges sorted, apart from each other, both ends included
     */
    record Numbers(List<Range> ranges) implements Values {
        static final Numbers ALL = new Numbers(List.of(new Range(-Double.MAX_VALUE, Double.MAX_VALUE)));
        static final Numbers NONE = new Numbers(List.of());

        public Numbers {
            ranges = List.copyOf(ranges);
        }

        /** The numbers x for which {@code x operator limit} holds. */
        static Numbers of(String operator, double limit) {
            return switch (operator) {
                case "<" -> between(-Double.MAX_VALUE, Math.nextDown(limit));
                case "<=" -> between(-Double.MAX_VALUE, limit);
                case ">" -> between(Math.nextUp(limit), Double.MAX_VALUE);
                case ">=" -> between(limit, Double.MAX_VALUE);
                case "==" -> between(limit, limit);
                case "!=" -> (Numbers) between(limit, limit).complement();
                default -> throw new IllegalStateException("operator " + operator);
            };
        }

        static Numbers between(double from, double to) {
            double low = Math.max(from, -Double.MAX_VALUE);
            double high = Math.min(to, Double.MAX_VALUE);
            return low > high ? NONE : new Numbers(List.of(new Range(low + 0.0, high + 0.0)));
        }

        @Override
        public Values and(Values other) {
            List<Range> both = new ArrayList<>();
            for (Range one : ranges) {
                for (Range two : ((Numbers) other).ranges) {
                    double from = Math.max(one.from(), two.from());
                    double to = Math.min(one.to(), two.to());
                    if (from <= to) {
                        both.add(new Range(from, to));
                    }
                }
            }
            return new Numbers(both);
        }

        @Override
        public Values complement() {
            List<Range> rest = new ArrayList<>();
            double from = -Double.MAX_VALUE;
            boolean open = true;
            for (Range range : ranges) {
                if (range.from() > from) {
                    rest.add(new Range(from, Math.nextDown(range.from())));
                }
                open = range.to() < Double.MAX_VALUE;
                from = Math.nextUp(range.to());
            }
            if (open) {
                rest.add(new Range(from, Double.MAX_VALUE));
            }
            return new Numbers(rest);
        }

        @Override
        public boolean isEmpty() {
            return ranges.isEmpty();
        }

        boolean contains(double value) {
            return ranges.stream().anyMatch(range -> range.from() <= value && value <= range.to());
        }
    }

    /**
     * Numbers from one to another, both included.
     *
     * @param from the least
     * @param to the largest
     */
    record Range(double from, double to) {}

    /**
     * Flags.
     *
     * @param canBeTrue whether true is meant
     * @param canBeFalse whether false is meant
     */
    record Flags(boolean canBeTrue, boolean canBeFalse) implements Values {
        static Flags of(boolean value) {
            return new Flags(value, !value);
        }

        @Override
        public Values and(Values other) {
            Flags that = (Flags) other;
            return new Flags(canBeTrue && that.canBeTrue, canBeFalse && that.canBeFalse);
        }

        @Override
        public Values complement() {
            return new Flags(!canBeTrue, !canBeFalse);
        }

        @Override
        public boolean isEmpty() {
            return !canBeTrue && !canBeFalse;
        }
    }

    /**
     * Texts.
     *
     * @param texts the ones that are meant, or the only ones that are not
     * @param others whether all texts but these are meant
     */
    record Texts(Set<String> texts, boolean others) implements Values {
        public Texts {
            texts = new TreeSet<>(texts);
        }

        static Texts of(String text) {
            return new Texts(Set.of(text), false);
        }

        @Override
        public Values and(Values other) {
            Texts that = (Texts) other;
            if (others && that.others) {
                Set<String> either = new TreeSet<>(texts);
                either.addAll(that.texts);
                return new Texts(either, true);
            }
            Texts listed = others ? that : this;
            Texts filter = others ? this : that;
            Set<String> both = new TreeSet<>(listed.texts);
            both.removeIf(text -> !filter.contains(text));
            return new Texts(both, false);
        }

        @Override
        public Values complement() {
            return new Texts(texts, !others);
        }

        @Override
        public boolean isEmpty() {
            return !others && texts.isEmpty();
        }

        boolean contains(String text) {
            return texts.contains(text) != others;
        }
    }
}
