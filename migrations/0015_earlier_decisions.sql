-- When a later plan decided anew about the order; NULL: the decision stands. What was decided before is kept for some
-- weeks, beside what stands.
ALTER TABLE decision ADD COLUMN replaced_at BIGINT;

CREATE INDEX decision_by_end ON decision (coop_id, replaced_at);
