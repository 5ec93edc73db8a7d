-- One text for SQLite and PostgreSQL: TEXT and BIGINT only, instants in milliseconds, days as YYYY-MM-DD.
-- Every key starts with coop_id: nothing of one co-operative can refer to another's.

CREATE TABLE coop (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- Number of the last event. Each change begins by raising it, which is also the lock.
    seq BIGINT NOT NULL CHECK (seq >= 0)
);

-- Ids only, no personal data: this table is never changed, and people may have to be forgotten.
-- Hence no foreign keys either: what an event is about may be gone.
CREATE TABLE event (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    seq BIGINT NOT NULL CHECK (seq > 0),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    day TEXT,
    order_id TEXT,
    shop_id TEXT,
    round_id TEXT,
    courier_id TEXT,
    stop BIGINT,
    other_id TEXT,
    account_id TEXT,
    PRIMARY KEY (coop_id, seq)
);
