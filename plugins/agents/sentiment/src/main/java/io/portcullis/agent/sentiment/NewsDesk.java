package io.portcullis.agent.sentiment;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.News;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeLong(knownNanos);
            out.writeLong(repeated);
            vocabulary.writeTo(out);
            out.writeInt(moods.size());
            for (Map.Entry<InstrumentId, Mood> mood : moods.entrySet()) {
                out.writeUTF(mood.getKey().value());
                mood.getValue().writeTo(out);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the news to memory", e);
        }
        return bytes.toByteArray();
    }

    void restore(byte[] snapshot) {
        forget();
        if (snapshot.length == 0) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            read(in);
        } catch (IOException e) {
            forget();
            throw new IllegalArgumentException("no snapshot of news: " + e.getMessage(), e);
        }
    }

    private void read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("format " + format + " instead of " + FORMAT);
        }
        knownNanos = in.readLong();
        repeated = in.readLong();
        vocabulary.readFrom(in);
        for (int n = in.readInt(); n > 0; n--) {
            InstrumentId instrument = InstrumentId.of(in.readUTF());
            Mood mood = new Mood(halfLifeDays);
            mood.readFrom(in);
            moods.put(instrument, mood);
        }
    }

    private void forget() {
        moods.clear();
        vocabulary.clear();
        knownNanos = Long.MIN_VALUE;
        repeated = 0;
    }
}
