package io.portcullis.agent.causal;

import io.portcullis.indicators.FreshBars;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.market.Filing;
import io.portcullis.model.market.Fundamental;
import io.portcullis.model.market.MacroPrint;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.market.News;
import io.portcullis.spi.AgentMemory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The agent's memory: drivers, links, and the days of each name. Not thread-safe. */
final class CausalBook {
    private static final int FORMAT = 1;
    private static final int NAMES_MAX = 4_000;

    private final CausalSettings settings;
    private final SortedMap<InstrumentId, NameDays> names = new TreeMap<>();
    private Drivers drivers = new Drivers();
    private Links links;
    private final FreshBars bars = new FreshBars();

    CausalBook(CausalSettings settings) {
        this.settings = settings;
        this.links = new Links(settings.falseDiscoveryRate());
    }

    void on(MarketEvent event) {
        if (event instanceof MacroPrint print) {
            drivers.on(print);
        } else if (event instanceof News news) {
            hear(news.instrument());
        } else if (event instanceof Filing filing) {
            hear(filing.instrument());
        } else if (event instanceof Fundamental fundamental) {
            hear(fundamental.instrument());
        }
    }

    private void hear(InstrumentId instrument) {
        NameDays days = names.get(instrument);
        if (days != null) {
            days.hear();
        }
    }

    FreshBars bars() {
        return bars;
    }

    /**
     * Takes in one day.
     *
     * @param returns of the names that may be traded and had a bar on it; the others stand still
     * @param sectors of all that may be traded and have a return, also an older one; who is not among them is forgotten
     */
    void day(SortedMap<InstrumentId, Double> returns, SortedMap<InstrumentId, String> sectors) {
        double market = 0;
        for (double nameReturn : returns.values()) {
            market += nameReturn / returns.size();
        }
        SortedMap<String, double[]> sums = new TreeMap<>();
        for (Map.Entry<InstrumentId, Double> entry : returns.entrySet()) {
            double[] sum = sums.computeIfAbsent(sectors.get(entry.getKey()), sector -> new double[2]);
            sum[0] += entry.getValue();
            sum[1]++;
            if (names.containsKey(entry.getKey()) || names.size() < NAMES_MAX) {
                names.computeIfAbsent(entry.getKey(), id -> new NameDays())
                        .add(entry.getValue(), market, settings.abnormalMin());
            }
        }
        SortedMap<String, Double> excess = new TreeMap<>();
        for (Map.Entry<String, double[]> sum : sums.entrySet()) {
            excess.put(sum.getKey(), sum.getValue()[0] / sum.getValue()[1] - market);
        }
        links.add(drivers.take(), excess);
        names.keySet().retainAll(sectors.keySet());
    }

    Links links() {
        return links;
    }

    Drivers drivers() {
        return drivers;
    }

    /** Null when it has had no day. */
    NameDays find(InstrumentId instrument) {
        return names.get(instrument);
    }

    byte[] snapshot() {
        return AgentMemory.write(FORMAT, this::write);
    }

    private void write(DataOutput out) throws IOException {
        bars.writeTo(out);
        drivers.writeTo(out);
        links.writeTo(out);
        AgentMemory.writeEach(out, names, NameDays::writeTo);
    }

    void restore(byte[] snapshot) {
        AgentMemory.read(snapshot, FORMAT, this::forget, this::read);
    }

    private void read(DataInput in) throws IOException {
        bars.readFrom(in);
        drivers.readFrom(in);
        links.readFrom(in);
        AgentMemory.readEach(in, names, from -> {
            NameDays days = new NameDays();
            days.readFrom(from);
            return days;
        });
    }

    private void forget() {
        names.clear();
        drivers = new Drivers();
        links = new Links(settings.falseDiscoveryRate());
        bars.clear();
    }
}
