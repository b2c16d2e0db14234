-- What somebody was called when a score was made: a record shows it, whatever the name is now. Scores
-- that were made before get the name of the day of this step; nothing tells an older one.
ALTER TABLE score ADD COLUMN entity_name TEXT NOT NULL DEFAULT '';

-- only sqlite
DROP TRIGGER score_no_update;
-- only postgresql
ALTER TABLE score DISABLE TRIGGER score_immutable;
-- end only

UPDATE score SET entity_name = COALESCE(
    CASE entity_kind
        WHEN 'organisation' THEN (
            SELECT o.name FROM organisation o WHERE o.id = score.entity_id)
        ELSE (
            SELECT p.name FROM party p
            WHERE p.organisation_id = score.organisation_id AND p.id = score.entity_id)
    END, '');

-- only sqlite
CREATE TRIGGER score_no_update BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'score rows are never changed'); END;
-- only postgresql
ALTER TABLE score ENABLE TRIGGER score_immutable;
-- end only

-- Why a model stopped or began to be live, or in the shadow: another one took its place, it was rolled
-- back from, or it was brought back by that. None where somebody took the step for its own sake.
ALTER TABLE model_event ADD COLUMN cause TEXT CHECK (cause IN (
    'gave_way', 'rolled_back', 'brought_back'));

-- Until now only the notes told it: what gave way says so, and a placing that has no reason follows.
UPDATE model_event SET cause = 'brought_back' WHERE state = 'live' AND note IS NOT NULL;
UPDATE model_event SET cause = 'gave_way'
WHERE state = 'approved' AND note = 'gave way' AND (organisation_id, id) IN (
    SELECT t.organisation_id, t.id
    FROM (
        SELECT e.organisation_id, e.id,
            LEAD(e.state) OVER (
                PARTITION BY e.organisation_id
                ORDER BY e.at, CASE e.state WHEN 'live' THEN 1 ELSE 0 END, e.id) AS next_state,
            LEAD(e.note) OVER (
                PARTITION BY e.organisation_id
                ORDER BY e.at, CASE e.state WHEN 'live' THEN 1 ELSE 0 END, e.id) AS next_note
        FROM model_event e WHERE e.state IN ('live', 'approved', 'retired')
    ) AS t
    WHERE t.next_state = 'live' AND t.next_note IS NULL);
UPDATE model_event SET cause = 'rolled_back' WHERE state = 'approved' AND cause IS NULL;
-- A shadow steps back only for another one; what was in no use was approved, and nothing else.
UPDATE model_event SET cause = 'gave_way'
WHERE state = 'approved' AND (organisation_id, id) IN (
    SELECT t.organisation_id, t.id
    FROM (
        SELECT e.organisation_id, e.id,
            LAG(e.state) OVER (
                PARTITION BY e.organisation_id, e.model_id
                ORDER BY e.at, CASE e.state WHEN 'live' THEN 1 ELSE 0 END, e.id) AS came_from
        FROM model_event e
    ) AS t
    WHERE t.came_from = 'shadow');
UPDATE model_event SET cause = NULL
WHERE state = 'approved' AND (organisation_id, id) IN (
    SELECT t.organisation_id, t.id
    FROM (
        SELECT e.organisation_id, e.id,
            LAG(e.state) OVER (
                PARTITION BY e.organisation_id, e.model_id
                ORDER BY e.at, CASE e.state WHEN 'live' THEN 1 ELSE 0 END, e.id) AS came_from
        FROM model_event e
    ) AS t
    WHERE t.came_from = 'validated' OR t.came_from = 'draft' OR t.came_from IS NULL);
