-- What a seller asks the buyer of an issued invoice to acknowledge, and what the buyer answers.
-- A row is changed once, when it is answered or ended, and never again.

CREATE TABLE acknowledgement (
    -- The seller.
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    -- Of the secret in the link; the secret itself is kept nowhere.
    token_sha256 BYTEA NOT NULL CHECK (length(token_sha256) = 32),
    -- What the buyer is asked about: the invoice as it stood then, as canonical JSON, byte for byte
    -- what the hash is of.
    content TEXT NOT NULL,
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Withdrawn, or replaced by another link.
    ended_by TEXT,
    ended_at BIGINT,
    answer TEXT CHECK (answer IN ('owed', 'disputed')),
    reason TEXT CHECK (reason IN (
        'not_received', 'amount_differs', 'paid_already', 'not_ours', 'other')),
    remark TEXT CHECK (length(remark) BETWEEN 1 AND 1000),
    -- Who says so for the buyer, as written there or as signed in.
    answered_name TEXT CHECK (length(answered_name) BETWEEN 1 AND 200),
    answered_role TEXT CHECK (length(answered_role) BETWEEN 1 AND 100),
    -- The member of the buyer's organisation who answered signed in.
    answered_user_id TEXT,
    answered_organisation_id TEXT
        REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    answered_day TEXT CHECK (length(answered_day) = 10),
    answered_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    CHECK (expires_at > asked_at),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK (ended_at IS NULL OR answered_at IS NULL),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_day IS NULL)),
    CHECK ((answer IS NULL) = (answered_name IS NULL)),
    CHECK ((answer IS NULL) = (answered_role IS NULL)),
    CHECK ((reason IS NOT NULL) = (answer IS NOT NULL AND answer = 'disputed')),
    CHECK (reason IS NULL OR reason <> 'other' OR remark IS NOT NULL),
    CHECK ((answered_user_id IS NULL) = (answered_organisation_id IS NULL)),
    CHECK (answered_organisation_id IS NULL OR answered_organisation_id <> organisation_id),
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX acknowledgement_token ON acknowledgement (token_sha256);
CREATE INDEX acknowledgement_document ON acknowledgement (organisation_id, document_id, asked_at);
-- One link of an invoice can be answered at a time, whoever races.
CREATE UNIQUE INDEX acknowledgement_open ON acknowledgement (organisation_id, document_id)
    WHERE ended_at IS NULL AND answered_at IS NULL;
CREATE INDEX acknowledgement_disputed ON acknowledgement (organisation_id, asked_at)
    WHERE answer = 'disputed';

-- only sqlite
CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
WHEN OLD.answered_at IS NOT NULL OR OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an answered or ended acknowledgement is never changed'); END;
CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE ON acknowledgement
BEGIN SELECT RAISE(ABORT, 'acknowledgement rows are never deleted'); END;
-- only postgresql
CREATE TRIGGER acknowledgement_no_update BEFORE UPDATE ON acknowledgement
    FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL OR OLD.ended_at IS NOT NULL)
    EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acknowledgement_no_delete BEFORE DELETE OR TRUNCATE ON acknowledgement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- end only
