-- Areas where streets are closed or slow for a time.
CREATE TABLE street_zone (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- JSON: area, effect, profiles, hours.
    body TEXT NOT NULL,
    from_at BIGINT,
    until_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    account_id TEXT,
    PRIMARY KEY (coop_id, id)
);

-- Rules are never changed, only followed by a later version.
CREATE TABLE profile_version (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    toml TEXT NOT NULL,
    reason TEXT NOT NULL,
    account_id TEXT,
    valid_from_at BIGINT NOT NULL,
    PRIMARY KEY (coop_id, name, version)
);
