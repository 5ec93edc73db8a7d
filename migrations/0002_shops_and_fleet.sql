CREATE TABLE shop (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    lon_e7 BIGINT NOT NULL,
    lat_e7 BIGINT NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (coop_id, id)
);

-- Without a place a hub is at the centre of whatever map is loaded.
CREATE TABLE hub (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    lon_e7 BIGINT,
    lat_e7 BIGINT,
    PRIMARY KEY (coop_id, id),
    CHECK ((lon_e7 IS NULL) = (lat_e7 IS NULL))
);

CREATE TABLE vehicle (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    profile TEXT NOT NULL,
    mass_g BIGINT NOT NULL,
    volume_ml BIGINT NOT NULL,
    bags BIGINT NOT NULL,
    PRIMARY KEY (coop_id, id)
);

CREATE TABLE courier (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- JSON: an array of names.
    skills TEXT NOT NULL,
    PRIMARY KEY (coop_id, id)
);

CREATE TABLE shift (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    day TEXT NOT NULL,
    courier_id TEXT NOT NULL,
    vehicle_id TEXT NOT NULL,
    hub_id TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    end_at BIGINT NOT NULL,
    -- The break: all three or none.
    break_start_at BIGINT,
    break_end_at BIGINT,
    break_s BIGINT,
    PRIMARY KEY (coop_id, id),
    FOREIGN KEY (coop_id, courier_id) REFERENCES courier (coop_id, id),
    FOREIGN KEY (coop_id, vehicle_id) REFERENCES vehicle (coop_id, id),
    FOREIGN KEY (coop_id, hub_id) REFERENCES hub (coop_id, id)
);

CREATE INDEX shift_by_day ON shift (coop_id, day);
CREATE INDEX shift_by_courier ON shift (coop_id, courier_id);
