-- Orders that a place is held for until somebody confirms them. Rows that are over are removed.
CREATE TABLE held_order (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    shop_id TEXT,
    account_id TEXT NOT NULL,
    day TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- JSON: the order as it will be posted.
    body TEXT NOT NULL,
    PRIMARY KEY (coop_id, id)
);

CREATE INDEX held_order_by_day ON held_order (coop_id, day, id);
CREATE INDEX held_order_by_end ON held_order (expires_at);

-- JSON: where in the round there is room for orders that were held when it was planned; NULL: nowhere.
ALTER TABLE round ADD COLUMN room TEXT;
