-- What a co-operative decides of its rounds. Versions are never changed, only followed by a later one. In force is, of
-- those whose valid_from_at has come, the one with the highest number.
CREATE TABLE rules_version (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    version BIGINT NOT NULL CHECK (version > 0),
    -- JSON: weights, stability, service, labour.
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id TEXT,
    valid_from_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (coop_id, version)
);

-- By which rules a plan was made; none: rules had no versions yet.
ALTER TABLE plan ADD COLUMN rules_version BIGINT;

-- How long a stop takes if somebody said it; else the rules say it when the order is planned.
ALTER TABLE order_stop RENAME COLUMN service_s TO service_was_s;
ALTER TABLE order_stop ADD COLUMN service_s BIGINT;
UPDATE order_stop SET service_s = service_was_s;
ALTER TABLE order_stop DROP COLUMN service_was_s;
-- Floors that are climbed on foot.
ALTER TABLE order_stop ADD COLUMN floors BIGINT NOT NULL DEFAULT 0;
