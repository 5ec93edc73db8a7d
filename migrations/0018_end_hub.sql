-- The hub where the shift ends; NULL: where it starts.
ALTER TABLE shift ADD COLUMN end_hub_id TEXT;
