package io.portcullis.host.console;

import io.portcullis.host.server.Json;
import io.portcullis.host.server.RulesView;
import io.portcullis.host.server.ServerApi;
import java.nio.file.Path;
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
    public void activate(String folder) {
        GuardedBean.became(api.activate(Path.of(folder), GuardedBean.by()).asOfPosition());
    }
}
