package io.portcullis.host.session;

import io.portcullis.host.cli.Progress;
import io.portcullis.host.cli.Sessions;
import io.portcullis.host.config.Home;
import io.portcullis.host.live.DemoSession;
import io.portcullis.host.live.LiveRun;
import io.portcullis.host.live.ReplaySession;
import io.portcullis.host.live.StoreSession;
import io.portcullis.host.server.ExplainAnswer;
import io.portcullis.host.server.PastAnswer;
import io.portcullis.host.timemachine.PastDesk;
import java.util.function.Consumer;

/** The sessions of the product, by the names that the commands know. */
public final class ProductSessions implements Sessions {
    @Override
    public SessionResult start(StartOptions options, Consumer<String> ready) throws Exception {
        return new LiveRun(options).run(ready);
    }

    @Override
    public SessionResult demo(DemoOptions options, Progress progress) throws Exception {
        return new DemoSession(options).run(progress);
    }

    @Override
    public SessionResult backtest(BacktestOptions options, Progress progress) throws Exception {
        return BacktestRun.run(options, progress);
    }

    @Override
    public SessionResult replay(ReplayOptions options, Progress progress) throws Exception {
        return new ReplaySession(options).run(progress);
    }

    @Override
    public SessionResult signals(RecordingOptions options, Progress progress) throws Exception {
        return RecordedSignals.run(options, progress);
    }

    @Override
    public ExplainAnswer explain(Home home, String decision) throws Exception {
        return PastDesk.explainStopped(home.data(), decision);
    }

    @Override
    public PastAnswer at(Home home, String when, String what) throws Exception {
        return PastDesk.askStopped(home.data(), when, what);
    }

    @Override
    public SessionResult rebuildStore(Home home, Progress progress) throws Exception {
        return new StoreSession(home).rebuild(progress);
    }

    @Override
    public SessionResult verifyStore(Home home, Progress progress) throws Exception {
        return new StoreSession(home).verify(progress);
    }
}
