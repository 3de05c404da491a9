package io.portcullis.policy.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts that lie in any of some boxes.
 *
 * @param boxes may overlap
 */
record Region(List<Box> boxes) {
    /** More boxes than that are not taken apart: the answer is then that it cannot be told. */
    static final int BOXES_MAX = 256;

    static final Region ALL = new Region(List.of(Box.ALL));
    static final Region NONE = new Region(List.of());

    Region {
        boxes = List.copyOf(boxes);
    }

    static Region of(Box box) {
        return new Region(List.of(box));
    }

    boolean isEmpty() {
        return boxes.isEmpty();
    }

    Region or(Region other) {
        List<Box> either = new ArrayList<>(boxes);
        either.addAll(other.boxes);
        return bounded(either);
    }

    Region and(Region other) {
        List<Box> both = new ArrayList<>();
        for (Box one : boxes) {
            for (Box two : other.boxes) {
                one.and(two).ifPresent(both::add);
                requireFew(both);
            }
        }
        return bounded(both);
    }

    /** What lies here and in none of the others. */
    Region minus(Region other) {
        List<Box> rest = boxes;
        for (Box taken : other.boxes) {
            List<Box> next = new ArrayList<>();
            for (Box box : rest) {
                Optional<Box> met = box.and(taken);
                next.addAll(met.isEmpty() ? List.of(box) : box.minus(taken));
                requireFew(next);
            }
            rest = next;
        }
        return bounded(rest);
    }

    private static Region bounded(List<Box> boxes) {
        requireFew(boxes);
        return new Region(boxes);
    }

    private static void requireFew(List<Box> boxes) {
        if (boxes.size() > BOXES_MAX) {
            throw new TooWideException();
        }
    }

    /** The rules fall apart into more boxes than are looked at. */
    static final class TooWideException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooWideException() {
            super("more than " + BOXES_MAX + " cases to tell apart");
        }
    }
}
