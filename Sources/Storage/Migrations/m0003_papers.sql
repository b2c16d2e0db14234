-- Papers and what the machine read from them, attestations, the transparency log, job schedules.
-- Instants are microseconds since 1970 in UTC; hashes of files are lower-case hexadecimal text.

CREATE TABLE paper (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    file_name TEXT NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200),
    media_type TEXT NOT NULL CHECK (media_type IN (
        'image/jpeg', 'image/png', 'image/tiff', 'application/pdf', 'application/xml')),
    size BIGINT NOT NULL CHECK (size > 0),
    -- Of the bytes that are kept, and of the bytes that were sent: cameras' notes are not kept.
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    sent_sha256 TEXT NOT NULL CHECK (length(sent_sha256) = 64),
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'reading', 'to_review', 'accepted', 'rejected', 'failed')),
    -- Attempts of the reading under way or last ended.
    attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    failure_code TEXT,
    failure_detail TEXT,
    -- The reading under review or accepted.
    reading_id TEXT,
    -- The document that it was attached to, or that accepting it made.
    document_id TEXT,
    uploaded_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    CHECK ((state = 'failed') = (failure_code IS NOT NULL)),
    CHECK (state <> 'accepted' OR document_id IS NOT NULL),
    CHECK (state <> 'to_review' OR reading_id IS NOT NULL),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- The same file is one paper of an organisation, unless somebody rejected it.
CREATE UNIQUE INDEX paper_file ON paper (organisation_id, sha256) WHERE state <> 'rejected';
CREATE INDEX paper_state ON paper (organisation_id, state, id);
CREATE INDEX paper_document ON paper (organisation_id, document_id)
    WHERE document_id IS NOT NULL;

-- Every step of a paper, in order: nothing happens to it without a row here.
CREATE TABLE paper_event (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'reading', 'to_review', 'accepted', 'rejected', 'failed')),
    attempt BIGINT NOT NULL,
    code TEXT,
    detail TEXT,
    user_id TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_event_paper ON paper_event (organisation_id, paper_id, at, id);

-- One row for each successful reading of a paper; the fields and words as JSON.
CREATE TABLE reading (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    job_id TEXT NOT NULL,
    attempt BIGINT NOT NULL CHECK (attempt > 0),
    engine TEXT NOT NULL,
    fields TEXT NOT NULL,
    words TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL CHECK (ended_at >= started_at),
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX reading_paper ON reading (organisation_id, paper_id, id);
-- A job that runs again after a crash stores its reading once.
CREATE UNIQUE INDEX reading_job ON reading (organisation_id, job_id);

-- The pages of a reading as a person sees them upright; boxes are in their pixels.
CREATE TABLE reading_page (
    organisation_id TEXT NOT NULL,
    reading_id TEXT NOT NULL,
    page BIGINT NOT NULL CHECK (page > 0),
    width BIGINT NOT NULL CHECK (width > 0),
    height BIGINT NOT NULL CHECK (height > 0),
    -- The picture of the page in the object store; none for a page that is all text.
    sha256 TEXT CHECK (length(sha256) = 64),
    media_type TEXT,
    PRIMARY KEY (organisation_id, reading_id, page),
    CHECK ((sha256 IS NULL) = (media_type IS NULL)),
    FOREIGN KEY (organisation_id, reading_id) REFERENCES reading (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- What the machine read and what the person accepted, field by field.
CREATE TABLE accepted_field (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    name TEXT NOT NULL,
    machine_value TEXT,
    -- Thousandths.
    machine_confidence BIGINT NOT NULL CHECK (machine_confidence BETWEEN 0 AND 1000),
    human_value TEXT,
    PRIMARY KEY (organisation_id, paper_id, name),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The public half of every key this installation ever signed with.
CREATE TABLE issuer_key (
    key_id TEXT NOT NULL PRIMARY KEY CHECK (length(key_id) = 16),
    public_key BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
) STRICT;

CREATE TABLE attestation (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    -- SHA-256 of the signed envelope, in hexadecimal: the statement's name everywhere.
    statement_id TEXT NOT NULL UNIQUE CHECK (length(statement_id) = 64),
    -- The statement that this one replaces.
    previous_id TEXT,
    key_id TEXT NOT NULL REFERENCES issuer_key (key_id) DEFERRABLE INITIALLY DEFERRED,
    envelope BYTEA NOT NULL,
    -- The personal fields with their salts, as JSON; gone when the person is erased.
    fields TEXT,
    log_entry_id TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- The installation itself attests files under the issuer's id, which is no organisation.
    PRIMARY KEY (organisation_id, id)
) STRICT;
CREATE INDEX attestation_subject ON attestation (organisation_id, subject_kind, subject_id, id);

CREATE TABLE revocation (
    organisation_id TEXT NOT NULL,
    attestation_id TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    -- The signed status that the log took in.
    envelope BYTEA NOT NULL,
    log_entry_id TEXT NOT NULL,
    revoked_by TEXT NOT NULL,
    revoked_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, attestation_id),
    FOREIGN KEY (organisation_id, attestation_id) REFERENCES attestation (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The tree over log_entry. Leaves are there; here are the roots of its complete subtrees of 256,
-- 65,536, ... leaves, the right edge, and every head that was signed.
CREATE TABLE log_node (
    level BIGINT NOT NULL CHECK (level > 0),
    position BIGINT NOT NULL CHECK (position >= 0),
    hash BYTEA NOT NULL,
    PRIMARY KEY (level, position)
) STRICT;

CREATE TABLE log_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    size BIGINT NOT NULL CHECK (size >= 0),
    frontier BYTEA NOT NULL
) STRICT;

CREATE TABLE log_checkpoint (
    size BIGINT NOT NULL PRIMARY KEY CHECK (size >= 0),
    root BYTEA NOT NULL,
    note TEXT NOT NULL,
    key_id TEXT NOT NULL REFERENCES issuer_key (key_id) DEFERRABLE INITIALLY DEFERRED,
    signed_at BIGINT NOT NULL
) STRICT;

-- What recurs. `every` is microseconds; `next_at` is the first period that has no job yet.
CREATE TABLE job_schedule (
    name TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    every BIGINT NOT NULL CHECK (every > 0),
    catches_up SMALLINT NOT NULL CHECK (catches_up IN (0, 1)),
    next_at BIGINT NOT NULL
) STRICT;
