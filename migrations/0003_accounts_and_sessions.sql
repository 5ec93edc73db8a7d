CREATE TABLE account (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    id TEXT NOT NULL,
    login TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    courier_id TEXT,
    shop_id TEXT,
    -- A password hash in PHC form; opaque here.
    password TEXT NOT NULL,
    PRIMARY KEY (coop_id, id),
    FOREIGN KEY (coop_id, courier_id) REFERENCES courier (coop_id, id),
    FOREIGN KEY (coop_id, shop_id) REFERENCES shop (coop_id, id)
);

-- Who signs in has not said yet of which co-operative they are.
CREATE UNIQUE INDEX account_by_login ON account (login);

CREATE TABLE session (
    coop_id TEXT NOT NULL,
    -- SHA-256 of the token: who reads this table cannot sign in by it.
    token_hash TEXT NOT NULL,
    account_id TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (coop_id, token_hash),
    FOREIGN KEY (coop_id, account_id) REFERENCES account (coop_id, id)
);

CREATE UNIQUE INDEX session_by_token ON session (token_hash);
CREATE INDEX session_by_account ON session (coop_id, account_id);
CREATE INDEX session_by_end ON session (expires_at);
