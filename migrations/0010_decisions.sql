-- Why a plan put an order where it is, or nowhere. It stands for as long as the assignment does: a later plan that
-- decides about the order anew replaces it, and rounds that are kept keep theirs.
CREATE TABLE decision (
    coop_id TEXT NOT NULL REFERENCES coop (id),
    plan_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    day TEXT NOT NULL,
    -- JSON: ids, instants and figures, never a name or an address.
    body TEXT NOT NULL,
    PRIMARY KEY (coop_id, plan_id, order_id),
    FOREIGN KEY (coop_id, plan_id) REFERENCES plan (coop_id, id),
    FOREIGN KEY (coop_id, order_id) REFERENCES orders (coop_id, id)
);

CREATE INDEX decision_by_order ON decision (coop_id, order_id);
CREATE INDEX decision_by_day ON decision (coop_id, day, order_id);
