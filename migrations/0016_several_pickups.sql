-- How many of the stops of an order, from its first on, are pickups.
ALTER TABLE orders ADD COLUMN pickups BIGINT NOT NULL DEFAULT 1;
