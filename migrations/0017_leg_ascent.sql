-- What the way from the stop before climbs; NULL if the map knows no heights.
ALTER TABLE round_stop ADD COLUMN leg_ascent_m BIGINT;
