package io.portcullis.host.console;

import io.portcullis.host.server.Json;
import io.portcullis.host.server.PackAnswer;
import io.portcullis.host.server.RulesView;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.server.ServerRefusal;
import java.util.Map;
import java.util.TreeMap;

final class RulesBean implements RulesMXBean {
    private final ServerApi api;

    RulesBean(ServerApi api) {
        this.api = api;
    }

    @Override
    public String getActiveHash() {
        return api.rules().activeHash();
    }

    @Override
    public Map<String, String> getPacks() {
        Map<String, String> rows = new TreeMap<>();
        for (RulesView.PackView pack : api.rules().packs()) {
            rows.put(pack.name() + " " + pack.hash(), pack.state() + ", " + pack.rules() + " rules");
        }
        return rows;
    }

    @Override
    public String getLastError() {
        return api.rules().lastError();
    }

    @Override
    public String explain(String decision) {
        return api.explain(decision).sentence();
    }

    @Override
    public String explainJson(String decision) {
        return Json.write(api.explain(decision));
    }

    @Override
    public String historyJson(String steps) {
        if (!steps.matches("[1-9][0-9]{0,2}")) {
            throw new ServerRefusal(
                    ServerRefusal.Kind.INVALID, "how many steps must be a number from 1 to 999, got '" + steps + "'");
        }
        return Json.write(api.history(Integer.parseInt(steps)));
    }

    @Override
    public String submit(String pack, String reason) {
        return became(api.submit(pack, GuardedBean.by(), reason));
    }

    @Override
    public String activate(String pack, String reason) {
        return became(api.activate(pack, GuardedBean.by(), reason));
    }

    @Override
    public String rollback(String reason) {
        return became(api.rollback(GuardedBean.by(), reason));
    }

    private static String became(PackAnswer answer) {
        GuardedBean.became(answer.asOfPosition());
        return Json.write(answer);
    }
}
