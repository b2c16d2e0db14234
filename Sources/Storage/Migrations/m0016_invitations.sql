-- Moves with each change of what a membership grants, and with each invitation to it: an invitation
-- is to the generation in which it was made, and void in any later one.
ALTER TABLE membership ADD COLUMN generation BIGINT NOT NULL DEFAULT 0 CHECK (generation >= 0);
