package io.portcullis.host.timemachine;

import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.model.gate.DecisionRecord;
import io.portcullis.policy.gate.Headroom;
import io.portcullis.policy.language.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation as people say it. Numbers are rounded to five digits here; the fields beside it have all of them. */
final class ExplainText {
    private static final MathContext SHOWN = new MathContext(5);

    private ExplainText() {}

    static String sentence(
            DecisionRecord record,
            List<ExplainAnswer.Fired> fired,
            List<ExplainAnswer.NearMiss> near,
            List<ExplainAnswer.WouldPass> wouldPass,
            List<Headroom> headroom) {
        StringBuilder text = new StringBuilder(order(record));
        if (!fired.isEmpty()) {
            text.append(": ")
                    .append(fired.stream().map(each -> fired(each, headroom)).collect(Collectors.joining("; ")));
        }
        text.append('.');
        for (ExplainAnswer.WouldPass each : wouldPass) {
            String what = each.what().equals("quantity") ? " shares pass" : " as its limit passes";
            text.append(' ').append(each.passes()).append(what).append(", ").append(each.refused());
            text.append(each.what().equals("quantity") ? " do not." : " does not.");
        }
        if (!near.isEmpty() && near.get(0).usedPercent() != null) {
            ExplainAnswer.NearMiss nearest = near.get(0);
            text.append(" Nearest other limit: ").append(nearest.rule()).append(", ");
            text.append(shown(nearest.usedPercent())).append(" % used.");
        }
        return text.toString();
    }

    private static String order(DecisionRecord record) {
        String price = record.limit() == null ? "at the market" : "at " + record.limit();
        String came = switch (record.decision().verdict()) {
            case ALLOW -> "was let through";
            case REDUCE -> "was reduced to " + record.decision().quantity();
            case DENY -> "was denied";
        };
        return "Order " + record.orderId() + " to " + record.side().name().toLowerCase(Locale.ROOT) + " "
                + record.requested() + " " + record.instrument() + " " + price + " " + came;
    }

    private static String fired(ExplainAnswer.Fired fired, List<Headroom> headroom) {
        String who = fired.rule().isEmpty() ? fired.code() : fired.rule();
        if (fired.value() == null || fired.limit() == null) {
            return fired.conditions().isEmpty() ? who : who + " (" + fired.conditions() + ")";
        }
        String measure = headroom.stream()
                .filter(each -> each.rule().equals(fired.rule()))
                .map(Headroom::measure)
                .findFirst()
                .orElse("value");
        return who + " (" + measure + " " + shown(fired.value()) + ", allowed " + shown(fired.limit()) + ")";
    }

    private static String shown(double value) {
        return Words.number(new BigDecimal(value).round(SHOWN).doubleValue());
    }
}
