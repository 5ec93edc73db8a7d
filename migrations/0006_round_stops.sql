-- Pickups and dropoffs have their name, address and progress in order_stop, which has one home for
-- what is personal; starts, breaks and ends have theirs here.
CREATE TABLE round_stop (
    coop_id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    order_id TEXT,
    position BIGINT,
    lon_e7 BIGINT NOT NULL,
    lat_e7 BIGINT NOT NULL,
    arrival_at BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    leg_m BIGINT NOT NULL,
    leg_s BIGINT NOT NULL,
    mass_g BIGINT NOT NULL,
    volume_ml BIGINT NOT NULL,
    bags BIGINT NOT NULL,
    name TEXT,
    address TEXT,
    status TEXT,
    started_at BIGINT,
    ended_at BIGINT,
    failure_reason TEXT,
    failure_note TEXT,
    PRIMARY KEY (coop_id, round_id, number),
    FOREIGN KEY (coop_id, round_id) REFERENCES round (coop_id, id),
    FOREIGN KEY (coop_id, order_id, position) REFERENCES order_stop (coop_id, order_id, position)
);

CREATE INDEX round_stop_by_order ON round_stop (coop_id, order_id);
