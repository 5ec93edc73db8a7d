-- Of a dropoff that takes up the load of one that failed: the position of that one, and where the load goes
-- (`return`, `hub`, `again`); both or none.
ALTER TABLE order_stop ADD COLUMN follows BIGINT;
ALTER TABLE order_stop ADD COLUMN follow_up TEXT;
