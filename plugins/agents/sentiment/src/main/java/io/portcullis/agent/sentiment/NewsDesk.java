package io.portcullis.agent.sentiment;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.News;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: a mood per name, and the vocabulary of all texts. Not thread-safe. */
final class NewsDesk {
    private static final int FORMAT = 1;
    /** Nobody speaks about more names than there are; beyond it the first in the alphabet would go, so new ones are passed over. */
    private static final int NAMES_MAX = 20_000;

    private final Lexicon lexicon = Lexicon.own();
    private final Vocabulary vocabulary = new Vocabulary();
    private final SortedMap<InstrumentId, Mood> moods = new TreeMap<>();
    private final double halfLifeDays;
    private final SourceWeights sources;
    private long knownNanos = Long.MIN_VALUE;
    private long repeated;

    NewsDesk(double halfLifeDays, SourceWeights sources) {
        this.halfLifeDays = halfLifeDays;
        this.sources = sources;
    }

    /** Takes in a text. */
    void on(News news) {
        Mood mood = moods.get(news.instrument());
        if (mood == null) {
            if (moods.size() >= NAMES_MAX) {
                return;
            }
            mood = new Mood(halfLifeDays);
            moods.put(news.instrument(), mood);
        }
        knownNanos = Math.max(knownNanos, news.knownTimeNanos());
        Text text = Text.of(news.text());
        Text.Terms terms = text.terms();
        double novelty = mood.novelty(news.knownTimeNanos(), terms, vocabulary);
        if (novelty > 0) {
            double weight = sources.of(news.source()) * novelty / text.tickers();
            mood.add(news.knownTimeNanos(), weight, lexicon.tone(text.tokens()));
            vocabulary.add(terms);
            mood.remember(news.knownTimeNanos(), terms);
        } else {
            repeated++;
        }
    }

    /** Null when nothing was ever said of it. */
    Mood find(InstrumentId instrument) {
        return moods.get(instrument);
    }

    long knownNanos() {
        return knownNanos;
    }

    /** How many texts said nothing new. */
    long repeated() {
        return repeated;
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        out.writeLong(knownNanos);
        out.writeLong(repeated);
        vocabulary.writeTo(out);
        AgentMemory.writeEach(out, moods, Mood::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        knownNanos = in.readLong();
        repeated = in.readLong();
        vocabulary.readFrom(in);
        AgentMemory.readEach(in, moods, from -> {
            Mood mood = new Mood(halfLifeDays);
            mood.readFrom(from);
            return mood;
        });
    }

    private void forget() {
        moods.clear();
        vocabulary.clear();
        knownNanos = Long.MIN_VALUE;
        repeated = 0;
    }
}
