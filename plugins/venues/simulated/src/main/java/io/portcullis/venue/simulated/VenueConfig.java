package io.portcullis.venue.simulated;

import io.portcullis.model.fee.FeeSchedule;
import io.portcullis.model.value.CurrencyCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Turns the typed configuration into settings, or says which key of etc/venue.simulated.cfg is wrong. */
final class VenueConfig {
    static final String PID = "venue.simulated";

    private static final String FILE = "etc/venue.simulated.cfg: ";
    private static final int PORT_MAX = 65_535;

    private VenueConfig() {}

    /** The keys, with '_' for '.', and their defaults. */
    @interface Keys {
        String address() default "";

        String fees_file() default "etc/fees.csv";

        String currency() default "USD";

        double half_spread_bps() default 2.0;

        double impact_factor() default 0.5;

        double participation_max() default 0.05;

        double volatility_default() default 0.02;

        int volatility_days() default 60;

        long latency_micros() default 2000;

        double split_probability() default 0.25;

        long seed() default 1;
    }

    static ExchangeSettings settings(Keys keys, long seed) {
        return new ExchangeSettings(
                fees(keys.fees_file()),
                CurrencyCode.of(keys.currency()),
                keys.half_spread_bps(),
                keys.impact_factor(),
                keys.participation_max(),
                keys.volatility_default(),
                keys.volatility_days(),
                TimeUnit.MICROSECONDS.toNanos(keys.latency_micros()),
                keys.split_probability(),
                seed);
    }

    /** A relative path starts at the installation, which is not the folder that the server was started in. */
    private static FeeSchedule fees(String file) {
        Path path = Path.of(System.getProperty("portcullis.home", "")).resolve(file);
        try {
            return FeeSchedule.parse(file, Files.readString(path));
        } catch (IOException e) {
            throw new IllegalArgumentException(FILE + "fees.file must name a readable fee table, got " + path, e);
        }
    }

    /** Where the process listens; null when the market runs in this process. */
    static InetSocketAddress address(Keys keys) {
        String text = keys.address().strip();
        if (text.isEmpty()) {
            return null;
        }
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            InetAddress host = InetAddress.getByName(text.substring(0, Math.max(0, colon)));
            if (colon > 0 && port > 0 && port <= PORT_MAX && host.isLoopbackAddress()) {
                return new InetSocketAddress(host, port);
            }
        } catch (NumberFormatException | UnknownHostException e) {
            throw new IllegalArgumentException(badAddress(text), e);
        }
        throw new IllegalArgumentException(badAddress(text));
    }

    private static String badAddress(String text) {
        return FILE + "address must be HOST:PORT on this machine, such as 127.0.0.1:7001, got '" + text + "'";
    }
}
