-- A start that the death of its process cut off says nothing about the work, so it is counted apart.
ALTER TABLE job ADD COLUMN interruptions BIGINT NOT NULL DEFAULT 0 CHECK (interruptions >= 0);
