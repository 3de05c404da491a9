package io.portcullis.agent.sentiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** In how many texts each word was, and how alike two texts are when rare words count more. 1 MB. Not thread-safe. */
final class Vocabulary {
    private final int[] texts = new int[Text.BOXES];
    private int total;

    void add(Text.Terms terms) {
        total++;
        for (int box : terms.boxes()) {
            texts[box]++;
        }
    }

    /** Cosine of the two texts' words, each weighed by its count and its rarity; 0 when one of them has no words. */
    double likeness(Text.Terms a, Text.Terms b) {
        double dot = 0;
        int i = 0;
        int j = 0;
        while (i < a.boxes().length && j < b.boxes().length) {
            int order = Integer.compare(a.boxes()[i], b.boxes()[j]);
            if (order == 0) {
                double rarity = rarity(a.boxes()[i]);
                dot += a.counts()[i] * rarity * (b.counts()[j] * rarity);
            }
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        double norms = StrictMath.sqrt(squares(a) * squares(b));
        return norms > 0 ? dot / norms : 0;
    }

    private double squares(Text.Terms terms) {
        double sum = 0;
        for (int i = 0; i < terms.boxes().length; i++) {
            double weight = terms.counts()[i] * rarity(terms.boxes()[i]);
            sum += weight * weight;
        }
        return sum;
    }

    private double rarity(int box) {
        return 1 + StrictMath.log((1.0 + total) / (1.0 + texts[box]));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(total);
        int used = 0;
        for (int count : texts) {
            used += count > 0 ? 1 : 0;
        }
        out.writeInt(used);
        for (int box = 0; box < texts.length; box++) {
            if (texts[box] > 0) {
                out.writeInt(box);
                out.writeInt(texts[box]);
            }
        }
    }

    void readFrom(DataInput in) throws IOException {
        clear();
        total = in.readInt();
        for (int n = in.readInt(); n > 0; n--) {
            int box = in.readInt();
            if (box < 0 || box >= texts.length) {
                throw new IOException("a word in box " + box + " of " + texts.length);
            }
            texts[box] = in.readInt();
        }
    }

    void clear() {
        total = 0;
        Arrays.fill(texts, 0);
    }
}
