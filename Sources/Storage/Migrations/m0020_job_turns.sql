-- Whose jobs wait, without a look at each of them.
CREATE INDEX job_turn ON job (kind, organisation_id, run_at, id) WHERE state = 'queued';
