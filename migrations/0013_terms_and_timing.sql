-- What few orders ask. JSON: who may bring it, how much it counts, in which order; NULL: nothing of that.
ALTER TABLE orders ADD COLUMN terms TEXT;

-- JSON: the windows of a stop that has several; NULL: it has the one that is said.
ALTER TABLE order_stop ADD COLUMN windows TEXT;

-- The narrower window that is planned: both or none.
ALTER TABLE order_stop ADD COLUMN plan_start_at BIGINT;
ALTER TABLE order_stop ADD COLUMN plan_end_at BIGINT;

-- How long a dropoff's load may be on board.
ALTER TABLE order_stop ADD COLUMN max_on_board_s BIGINT;

-- What few kinds of vehicle say: how far one goes, how many stops it makes, what each takes longer with it.
ALTER TABLE vehicle ADD COLUMN range_m BIGINT;
ALTER TABLE vehicle ADD COLUMN most_stops BIGINT;
ALTER TABLE vehicle ADD COLUMN parking_s BIGINT NOT NULL DEFAULT 0;

-- How full the battery is when the shift begins; NULL: full.
ALTER TABLE shift ADD COLUMN charge_percent BIGINT;
