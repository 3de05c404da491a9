package io.portcullis.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a server is doing when it is killed; under load it is always. */
enum CrashOccasion {
    /** It takes orders and nothing else. */
    LOAD(2),
    /** It has not answered anybody yet. */
    START_UP(1),
    /** Somebody has just saved another rule or limit. */
    PACK(1),
    /** Somebody has just dropped a plugin in, or taken one out. */
    PLUGIN(1);

    private final int share;

    CrashOccasion(int share) {
        this.share = share;
    }

    /** So many occasions by their shares, in random order; the first kill needs a server that serves. */
    static List<CrashOccasion> schedule(int kills, Random random) {
        List<CrashOccasion> turn = new ArrayList<>();
        for (CrashOccasion occasion : values()) {
            turn.addAll(Collections.nCopies(occasion.share, occasion));
        }
        List<CrashOccasion> schedule = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            schedule.add(turn.get(kill % turn.size()));
        }
        Collections.shuffle(schedule, random);
        Collections.swap(schedule, 0, schedule.indexOf(LOAD));
        return schedule;
    }
}
