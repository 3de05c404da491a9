package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.id.AgentId;
import io.portcullis.model.id.ClientOrderId;
import io.portcullis.model.id.ExecId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.order.Fill;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.value.CurrencyCode;
import io.portcullis.model.value.Money;
import io.portcullis.model.value.Quantity;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import io.portcullis.spi.SignalSink;
import io.portcullis.spi.Venue;
import io.portcullis.spi.VenueListener;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A contract test that no breach can fail would prove nothing: each breach here must be caught. */
class ContractBreachTest {
    @Test
    void shouldCatchAnAgentThatAnswersDifferentlyEachTime() {
        AtomicInteger shared = new AtomicInteger();
        AgentContractTest contract = agentContract(() -> new Rebel() {
            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                sink.signal(signal(frame, 0)
                        .probability(0.5 + shared.incrementAndGet() * 1e-6)
                        .build());
            }
        });
        assertBreach(contract::shouldSayTheSameTwice);
        assertBreach(contract::shouldSayTheSameUpToADayWhateverComesAfterIt);
    }

    @Test
    void shouldCatchAnAgentThatForgetsOnRestart() {
        AgentContractTest contract = agentContract(() -> new Rebel() {
            private int frames;

            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                sink.signal(signal(frame, 0).edgeBps(++frames).build());
            }
        });
        assertBreach(contract::shouldGoOnFromASnapshotAsIfNothingHadHappened);
    }

    @Test
    void shouldCatchAnAgentThatGuessesWithoutData() {
        AgentContractTest contract = agentContract(() -> new Rebel() {
            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                sink.signal(signal(frame, 0).build());
            }
        });
        assertBreach(contract::shouldAbstainWhenNothingIsKnown);
    }

    @Test
    void shouldCatchAnAgentThatThrowsOnAnEmptyFrame() {
        AgentContractTest contract = agentContract(() -> new Rebel() {
            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                frame.rows().get(0);
            }
        });
        assertThatThrownBy(contract::shouldBearAnEmptyFrame).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldCatchAnAgentThatWritesIntoTheFrame() {
        AgentContractTest contract = agentContract(() -> new Rebel() {
            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                frame.rows().get(0).values()[0] = 0;
            }
        });
        assertBreach(contract::shouldNotWriteIntoTheSharedFrame);
    }

    @Test
    void shouldCatchAnAgentThatSignsForOthers() {
        AgentContractTest contract = agentContract(() -> new Rebel() {
            @Override
            void answer(FeatureFrame frame, SignalSink sink) {
                sink.signal(Signals.of("other", "T000").at(frame.timeNanos()).build());
            }
        });
        assertThatThrownBy(contract::shouldSignWithItsOwnHorizon)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not sign for other");
    }

    @Test
    void shouldCatchAVenueThatFillsInTheBarThatDecided() {
        VenueContractTest contract = venueContract(inner -> new Wrapped(inner) {
            private MarketEvent lastBar;

            @Override
            public void onMarket(MarketEvent event) {
                lastBar = event;
                super.onMarket(event);
            }

            @Override
            public void submit(VenueCommand.NewOrder order) {
                super.submit(order);
                // Trades the bar that was over when the order came.
                super.onMarket(lastBar);
                report(new VenueReport.Filled(fill(order, order.quantity())));
            }
        });
        assertBreach(contract::shouldNotFillInTheBarThatDecided);
    }

    @Test
    void shouldCatchAVenueThatTakesAnIdTwice() {
        VenueContractTest contract = venueContract(inner -> new Wrapped(inner) {
            private int count;

            @Override
            public void submit(VenueCommand.NewOrder order) {
                if (count++ == 0) {
                    super.submit(order);
                } else {
                    report(new VenueReport.Rejected(order.orderId(), "again", order.timeNanos()));
                    report(new VenueReport.Filled(fill(order, order.quantity())));
                }
            }
        });
        assertBreach(contract::shouldRejectAnIdThatItHasSeen);
    }

    @Test
    void shouldCatchAVenueThatFillsTooMuch() {
        VenueContractTest contract = venueContract(inner -> new Wrapped(inner) {
            @Override
            public void onReport(VenueReport report) {
                super.onReport(report);
                if (report instanceof VenueReport.Filled filled) {
                    super.onReport(filled);
                }
            }
        });
        assertBreach(contract::shouldNeverFillMoreThanWasOrdered);
        assertBreach(contract::shouldGiveEachExecutionAnIdOfItsOwn);
        assertBreach(contract::shouldTellTheSameFillsWhenAsked);
    }

    @Test
    void shouldCatchAVenueThatGoesOnTalkingAfterItWasClosed() {
        VenueContractTest contract = venueContract(inner -> new Wrapped(inner) {
            @Override
            public void close() {}
        });
        assertBreach(contract::shouldSayNothingAfterItWasClosed);
    }

    private static void assertBreach(ThrowingCallable test) {
        assertThatThrownBy(test).isInstanceOf(AssertionError.class);
    }

    private static AgentContractTest agentContract(Supplier<Agent> maker) {
        return new AgentContractTest() {
            @Override
            protected Agent newAgent() {
                return maker.get();
            }
        };
    }

    private static VenueContractTest venueContract(UnaryOperator<Venue> breach) {
        VenueContractTest contract = new VenueContractTest() {
            @Override
            protected Venue newVenue() {
                return breach.apply(FakeVenue.named("rebel"));
            }

            @Override
            protected Duration patience() {
                return Duration.ofMillis(50);
            }
        };
        contract.openVenue();
        return contract;
    }

    /** An agent that keeps the formalities and leaves the answer to the breach. */
    private abstract static class Rebel implements Agent {
        abstract void answer(FeatureFrame frame, SignalSink sink);

        static Signals signal(FeatureFrame frame, int row) {
            FeatureVector vector = frame.rows().get(row);
            return Signals.of("rebel", vector.instrument().value())
                    .at(frame.timeNanos())
                    .horizonDays(5);
        }

        @Override
        public AgentId id() {
            return AgentId.of("rebel");
        }

        @Override
        public AgentInputs inputs() {
            return new AgentInputs(List.of("return.1d"), Set.of(), 5, 0, 1, true, 10);
        }

        @Override
        public void onInstant(FeatureFrame frame, SignalSink sink) {
            answer(frame, sink);
        }

        @Override
        public byte[] snapshot() {
            return new byte[0];
        }

        @Override
        public void restore(byte[] snapshot) {}
    }

    /** A venue behind a venue, so that a breach can be put between. */
    private static class Wrapped implements Venue, VenueListener {
        private final Venue inner;
        private VenueListener outer;

        Wrapped(Venue inner) {
            this.inner = inner;
        }

        static Fill fill(VenueCommand.NewOrder order, Quantity quantity) {
            return new Fill(
                    ExecId.of("rebel-" + order.timeNanos()),
                    order.orderId(),
                    order.instrument(),
                    order.side(),
                    quantity,
                    order.limit(),
                    Money.zero(CurrencyCode.USD),
                    order.timeNanos());
        }

        void report(VenueReport report) {
            outer.onReport(report);
        }

        @Override
        public void onReport(VenueReport report) {
            outer.onReport(report);
        }

        @Override
        public void onLink(boolean up) {
            outer.onLink(up);
        }

        @Override
        public VenueId id() {
            return inner.id();
        }

        @Override
        public void open(VenueListener listener) {
            outer = listener;
            inner.open(this);
        }

        @Override
        public void submit(VenueCommand.NewOrder order) {
            inner.submit(order);
        }

        @Override
        public void cancel(VenueCommand.CancelOrder cancel) {
            inner.cancel(cancel);
        }

        @Override
        public VenueReport query(ClientOrderId orderId) {
            return inner.query(orderId);
        }

        @Override
        public List<ClientOrderId> openOrders() {
            return inner.openOrders();
        }

        @Override
        public List<Fill> fillsSince(long timeNanos) {
            return inner.fillsSince(timeNanos);
        }

        @Override
        public void onMarket(MarketEvent event) {
            inner.onMarket(event);
        }

        @Override
        public void advanceTo(long timeNanos) {
            inner.advanceTo(timeNanos);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
