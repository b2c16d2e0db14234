-- A request for approval also ends without a decision: what it asks for was done meanwhile, or can be
-- done no more. A refusal keeps its reason. And of what changes a subject once at most one request
-- waits; requests of before have no subject, and wait for seven days at most.
CREATE TABLE approval_that_ends (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    command TEXT NOT NULL CHECK (length(command) > 0),
    payload TEXT NOT NULL,
    payload_hash BYTEA NOT NULL CHECK (length(payload_hash) = 32),
    maker_id TEXT NOT NULL REFERENCES user_account (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'closed')),
    -- Who decided, or whose step closed it.
    checker_id TEXT REFERENCES user_account (id),
    decided_at BIGINT,
    matter TEXT,
    reason TEXT,
    subject_kind TEXT CHECK (length(subject_kind) > 0),
    subject_id TEXT CHECK (length(subject_id) > 0),
    -- The second person is another person, whatever the code above believes.
    CHECK (state = 'closed' OR checker_id <> maker_id),
    CHECK ((state = 'pending') = (checker_id IS NULL)),
    CHECK ((state = 'pending') = (decided_at IS NULL)),
    CHECK (expires_at > made_at),
    CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
) STRICT;
INSERT INTO approval_that_ends (
    id, organisation_id, command, payload, payload_hash, maker_id, made_at, expires_at, state,
    checker_id, decided_at, matter, reason)
SELECT a.id, a.organisation_id, a.command, a.payload, a.payload_hash, a.maker_id, a.made_at,
    a.expires_at, a.state, a.checker_id, a.decided_at, a.matter, (
        SELECT t.reason FROM audit t
        WHERE a.state = 'rejected' AND t.organisation_id = a.organisation_id
            AND t.subject_kind = 'approval' AND t.subject_id = a.id
            AND t.command = 'approval.reject'
        ORDER BY t.id DESC LIMIT 1)
FROM approval a;
DROP TABLE approval;
ALTER TABLE approval_that_ends RENAME TO approval;
CREATE INDEX approval_of_organisation ON approval (organisation_id, state, id);
CREATE UNIQUE INDEX approval_of_step ON approval (organisation_id, subject_id, command)
    WHERE state = 'pending' AND subject_id IS NOT NULL;
-- Who agreed to what the trail tells.
CREATE INDEX approval_decided ON approval (organisation_id, decided_at);
