CREATE TABLE plan (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    day TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    account_id TEXT,
    -- Number of the first event of its publication: a day's last plan has the highest.
    seq BIGINT NOT NULL,
    PRIMARY KEY (coop_id, id)
);

CREATE INDEX plan_by_day ON plan (coop_id, day, seq);

CREATE TABLE round (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    plan_id TEXT NOT NULL,
    day TEXT NOT NULL,
    shift_id TEXT NOT NULL,
    courier_id TEXT NOT NULL,
    vehicle_id TEXT NOT NULL,
    hub_id TEXT NOT NULL,
    distance_m BIGINT NOT NULL,
    travel_s BIGINT NOT NULL,
    waiting_s BIGINT NOT NULL,
    peak_mass_g BIGINT NOT NULL,
    peak_volume_ml BIGINT NOT NULL,
    peak_bags BIGINT NOT NULL,
    PRIMARY KEY (coop_id, id),
    FOREIGN KEY (coop_id, plan_id) REFERENCES plan (coop_id, id),
    FOREIGN KEY (coop_id, shift_id) REFERENCES shift (coop_id, id),
    FOREIGN KEY (coop_id, courier_id) REFERENCES courier (coop_id, id),
    FOREIGN KEY (coop_id, vehicle_id) REFERENCES vehicle (coop_id, id),
    FOREIGN KEY (coop_id, hub_id) REFERENCES hub (coop_id, id)
);

CREATE INDEX round_by_day ON round (coop_id, day);
CREATE INDEX round_by_courier ON round (coop_id, courier_id, day);
CREATE INDEX round_by_shift ON round (coop_id, shift_id);
