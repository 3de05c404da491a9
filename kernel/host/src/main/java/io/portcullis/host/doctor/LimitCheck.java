package io.portcullis.host.doctor;

import io.portcullis.host.config.Home;
import io.portcullis.policy.pack.LimitField;
import io.portcullis.policy.pack.LimitTable;
import io.portcullis.policy.pack.PackContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whether every limit is set: in the pack that judged last, or, before a first start, in the one that will. */
final class LimitCheck implements Check {
    private static final String NAME = "limits";
    private static final String FIRST_PACK = "portfolio";

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Path active = active(premises.home());
        Path folder = premises.home().rules().resolve(FIRST_PACK);
        if (active != null) {
            return look(PackContent.ofBytes(Files.readAllBytes(active)), "the active pack " + active.getFileName());
        }
        if (Files.isDirectory(folder)) {
            return look(PackContent.ofFolder(folder), folder.toString());
        }
        return List.of(Finding.fail(
                NAME,
                "there is no rule pack: the gate refuses every order",
                folder.toString(),
                "put the shipped pack back"));
    }

    private static Path active(Home home) throws IOException {
        Path content = home.data().resolve("content");
        Path hint = content.resolve("ACTIVE");
        if (!Files.isRegularFile(hint)) {
            return null;
        }
        Path file = content.resolve(Files.readString(hint).strip());
        return file.getParent().equals(content) && Files.isRegularFile(file) ? file : null;
    }

    private static List<Finding> look(PackContent pack, String where) {
        List<io.portcullis.policy.Finding> wrong = new ArrayList<>();
        LimitTable table = LimitTable.read(pack.text(LimitTable.FILE), wrong);
        List<String> unset = new ArrayList<>();
        List<String> zero = new ArrayList<>();
        for (LimitField field : LimitField.values()) {
            double limit = table.at(LocalDate.now(ZoneOffset.UTC)).global(field).orElse(Double.NaN);
            if (Double.isNaN(limit)) {
                unset.add(field.kebab());
            } else if (limit == 0) {
                zero.add(field.kebab());
            }
        }
        List<Finding> findings = new ArrayList<>();
        if (!wrong.isEmpty()) {
            findings.add(Finding.fail(NAME, wrong.get(0).toString(), where, "mend limits.csv; see 'rules check'"));
        }
        if (!unset.isEmpty()) {
            findings.add(Finding.warn(
                    NAME,
                    "not set for scope global, so an order that needs one is denied as LIMIT_UNSET: "
                            + String.join(", ", unset),
                    where,
                    "set every limit in limits.csv"));
        }
        if (!zero.isEmpty()) {
            findings.add(Finding.warn(
                    NAME,
                    "set to 0, which lets nothing through: " + String.join(", ", zero),
                    where,
                    "set what is meant"));
        }
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "every limit is set in " + where)) : findings;
    }
}
