-- Step 9 of the walk, a projection of the log: everything here can be thrown away and rebuilt from it.
-- Only SQL that H2 and PostgreSQL both understand. Prices and quantities are exact decimals at 1e-8, money at 1e-6, times
-- nanoseconds since the epoch (a timestamp would lose digits in PostgreSQL). log_position says which event a row comes from.

CREATE TABLE projection_position (
    id               SMALLINT PRIMARY KEY CHECK (id = 1),
    applied_position BIGINT NOT NULL
);
INSERT INTO projection_position (id, applied_position) VALUES (1, -1);

CREATE TABLE sessions (
    log_position   BIGINT PRIMARY KEY,
    time_nanos     BIGINT NOT NULL,
    session_id     VARCHAR(255) NOT NULL,
    kind           VARCHAR(16) NOT NULL,
    engine_version VARCHAR(64) NOT NULL,
    policy_version VARCHAR(64) NOT NULL,
    capital        NUMERIC(19, 6) NOT NULL,
    currency       CHAR(3) NOT NULL,
    venue          VARCHAR(64) NOT NULL
);

CREATE TABLE decisions (
    sequence_number  BIGINT PRIMARY KEY,
    log_position     BIGINT NOT NULL,
    cause_position   BIGINT NOT NULL,
    time_nanos       BIGINT NOT NULL,
    order_id         VARCHAR(64) NOT NULL,
    parent_id        VARCHAR(64),
    order_key        VARCHAR(64) NOT NULL,
    account          VARCHAR(64) NOT NULL,
    trader           VARCHAR(64) NOT NULL,
    instrument       VARCHAR(64) NOT NULL,
    side             VARCHAR(4) NOT NULL,
    order_type       VARCHAR(16) NOT NULL,
    time_in_force    VARCHAR(32) NOT NULL,
    requested        NUMERIC(19, 8) NOT NULL,
    limit_price      NUMERIC(19, 8),
    reference_price  NUMERIC(19, 8),
    equity           NUMERIC(19, 6) NOT NULL,
    currency         CHAR(3) NOT NULL,
    propensity       DOUBLE PRECISION NOT NULL,
    reducing         BOOLEAN NOT NULL,
    verdict          VARCHAR(8) NOT NULL,
    quantity         NUMERIC(19, 8) NOT NULL,
    pack_hash        VARCHAR(64) NOT NULL,
    facts            VARCHAR(16384) NOT NULL,
    facts_version    INTEGER NOT NULL,
    chain            VARCHAR(64) NOT NULL
);
CREATE INDEX decisions_by_order ON decisions (order_id);
CREATE INDEX decisions_by_instrument ON decisions (instrument, time_nanos);
CREATE INDEX decisions_by_time ON decisions (time_nanos);

-- found and allowed are null where the reason has no number
CREATE TABLE decision_reasons (
    sequence_number BIGINT NOT NULL,
    ordinal         INTEGER NOT NULL,
    code            VARCHAR(64) NOT NULL,
    rule            VARCHAR(255) NOT NULL,
    label           VARCHAR(255) NOT NULL,
    found           DOUBLE PRECISION,
    allowed         DOUBLE PRECISION,
    PRIMARY KEY (sequence_number, ordinal)
);
CREATE INDEX decision_reasons_by_label ON decision_reasons (label, sequence_number);

CREATE TABLE orders (
    order_id        VARCHAR(64) PRIMARY KEY,
    sequence_number BIGINT NOT NULL,
    venue           VARCHAR(64) NOT NULL,
    instrument      VARCHAR(64) NOT NULL,
    side            VARCHAR(4) NOT NULL,
    quantity        NUMERIC(19, 8) NOT NULL,
    filled          NUMERIC(19, 8) NOT NULL,
    state           VARCHAR(32) NOT NULL,
    venue_order_id  VARCHAR(64),
    reason          VARCHAR(1024) NOT NULL,
    decided_nanos   BIGINT NOT NULL,
    log_position    BIGINT NOT NULL
);
CREATE INDEX orders_by_state ON orders (state);

CREATE TABLE fills (
    venue        VARCHAR(64) NOT NULL,
    exec_id      VARCHAR(64) NOT NULL,
    log_position BIGINT NOT NULL,
    order_id     VARCHAR(64) NOT NULL,
    instrument   VARCHAR(64) NOT NULL,
    side         VARCHAR(4) NOT NULL,
    quantity     NUMERIC(19, 8) NOT NULL,
    price        NUMERIC(19, 8) NOT NULL,
    fee          NUMERIC(19, 6) NOT NULL,
    currency     CHAR(3) NOT NULL,
    time_nanos   BIGINT NOT NULL,
    PRIMARY KEY (exec_id, venue)
);
CREATE INDEX fills_by_order ON fills (order_id);
CREATE INDEX fills_by_instrument ON fills (instrument, time_nanos);
CREATE INDEX fills_by_position ON fills (log_position);

CREATE TABLE corporate_actions (
    log_position      BIGINT PRIMARY KEY,
    time_nanos        BIGINT NOT NULL,
    instrument        VARCHAR(64) NOT NULL,
    ex_date           DATE NOT NULL,
    split_numerator   BIGINT NOT NULL,
    split_denominator BIGINT NOT NULL,
    dividend          NUMERIC(19, 8) NOT NULL
);
CREATE INDEX corporate_actions_by_instrument ON corporate_actions (instrument, log_position);

CREATE TABLE positions (
    instrument   VARCHAR(64) PRIMARY KEY,
    quantity     NUMERIC(19, 8) NOT NULL,
    log_position BIGINT NOT NULL
);

CREATE TABLE equity_days (
    log_position BIGINT PRIMARY KEY,
    time_nanos   BIGINT NOT NULL,
    trading_date DATE NOT NULL,
    equity       NUMERIC(19, 6) NOT NULL,
    cash         NUMERIC(19, 6) NOT NULL,
    gross        NUMERIC(19, 6) NOT NULL,
    net          NUMERIC(19, 6) NOT NULL,
    currency     CHAR(3) NOT NULL,
    decisions    BIGINT NOT NULL,
    chain        VARCHAR(64) NOT NULL
);

-- state is what is in force from then on: a reduce-only request does not loosen a kill
CREATE TABLE trading_states (
    log_position BIGINT PRIMARY KEY,
    time_nanos   BIGINT NOT NULL,
    scope        VARCHAR(80) NOT NULL,
    cause        VARCHAR(16) NOT NULL,
    state        VARCHAR(16) NOT NULL,
    changed_by   VARCHAR(255) NOT NULL,
    reason       VARCHAR(1024) NOT NULL
);
CREATE INDEX trading_states_by_scope ON trading_states (scope, log_position);
