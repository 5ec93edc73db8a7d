-- What the law needs to know: ages, who rides along, how hot a day is, how heavy the heaviest piece.
ALTER TABLE courier ADD COLUMN age TEXT NOT NULL DEFAULT 'adult';

-- The second courier of a crew. SQLite adds no foreign key of two columns to a table that is there:
-- the store looks itself.
ALTER TABLE shift ADD COLUMN crew_id TEXT;

CREATE INDEX shift_by_crew ON shift (coop_id, crew_id);

ALTER TABLE order_stop ADD COLUMN heaviest_piece_g BIGINT;

CREATE TABLE day_heat (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    day TEXT NOT NULL,
    level TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    account_id TEXT,
    PRIMARY KEY (coop_id, day)
);
