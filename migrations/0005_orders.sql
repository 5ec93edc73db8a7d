CREATE TABLE orders (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    shop_id TEXT,
    day TEXT NOT NULL,
    -- Follows from the stops, the round and the last plan; kept so that orders can be listed by it.
    status TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- JSON: an array of names.
    skills TEXT NOT NULL,
    round_id TEXT,
    -- Why the last plan of the day found no place: all three or none.
    no_place_code TEXT,
    no_place_en TEXT,
    no_place_fr TEXT,
    PRIMARY KEY (coop_id, id),
    FOREIGN KEY (coop_id, shop_id) REFERENCES shop (coop_id, id),
    FOREIGN KEY (coop_id, round_id) REFERENCES round (coop_id, id)
);

CREATE INDEX orders_by_time ON orders (coop_id, created_at, id);
CREATE INDEX orders_by_day ON orders (coop_id, day, created_at, id);
CREATE INDEX orders_by_shop ON orders (coop_id, shop_id, created_at, id);
CREATE INDEX orders_by_round ON orders (coop_id, round_id);

-- Position 0 is the pickup, the dropoffs follow. How far a stop has got is kept here and not with
-- the round: an order outlives the rounds that plans put it into.
CREATE TABLE order_stop (
    coop_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    notes TEXT NOT NULL,
    place_state TEXT NOT NULL,
    lon_e7 BIGINT,
    lat_e7 BIGINT,
    -- JSON: what the address may mean, while nobody has chosen.
    candidates TEXT,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    service_s BIGINT NOT NULL,
    mass_g BIGINT NOT NULL,
    volume_ml BIGINT NOT NULL,
    bags BIGINT NOT NULL,
    status TEXT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    failure_reason TEXT,
    failure_note TEXT,
    PRIMARY KEY (coop_id, order_id, position),
    FOREIGN KEY (coop_id, order_id) REFERENCES orders (coop_id, id)
);
