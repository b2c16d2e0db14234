-- Who there is, what they may do, and the traces that every command leaves.

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind TEXT NOT NULL CHECK (kind IN ('sacco', 'shop', 'investor_club')),
    country TEXT NOT NULL CHECK (length(country) = 2),
    base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 8),
    -- Its business day begins at midnight here (IANA name).
    time_zone TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
    created_at BIGINT NOT NULL
) STRICT;

CREATE TABLE user_account (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- Lower case; what people sign in with.
    email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    -- PHC text of Argon2id. Null: invited and not yet able to sign in.
    password_hash TEXT CHECK (length(password_hash) > 0),
    -- Sealed under the server's secret. Null: no second factor.
    totp_secret BYTEA,
    -- Set once a first code has proven that the secret was received.
    totp_confirmed_at BIGINT,
    -- The last time step whose code was used: a code works once.
    totp_step BIGINT NOT NULL DEFAULT 0 CHECK (totp_step >= 0),
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 8),
    -- Tokens of an earlier epoch are refused.
    epoch BIGINT NOT NULL DEFAULT 0 CHECK (epoch >= 0),
    created_at BIGINT NOT NULL,
    CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL)
) STRICT;

CREATE TABLE membership (
    user_id TEXT NOT NULL REFERENCES user_account (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    role TEXT NOT NULL CHECK (role IN (
        'owner', 'admin', 'accountant', 'loan_officer', 'branch_manager', 'credit_committee',
        'teller', 'investor', 'sme_user', 'auditor', 'supervisor', 'api_client')),
    -- The most this member may move alone, in minor units; null: no limit.
    amount_limit BIGINT CHECK (amount_limit >= 0),
    currency TEXT CHECK (length(currency) = 3),
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (user_id, organisation_id),
    CHECK ((amount_limit IS NULL) = (currency IS NULL))
) STRICT;
CREATE INDEX membership_of_organisation ON membership (organisation_id, user_id);

-- One sign-in. Its refresh token changes with every use; `family` names the chain, and an old
-- token that comes back ends it.
CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    user_id TEXT NOT NULL REFERENCES user_account (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    family TEXT NOT NULL UNIQUE CHECK (length(family) = 36),
    refresh_hash BYTEA NOT NULL CHECK (length(refresh_hash) = 32),
    previous_hash BYTEA CHECK (length(previous_hash) = 32),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    revoked_at BIGINT
) STRICT;
CREATE INDEX device_of_user ON device (user_id, revoked_at);

-- The four tables below take rows with every command and are never joined to on that path. They
-- carry no foreign keys: the trail outlives what it speaks of, and on PostgreSQL each key would
-- lock the same organisation row for every command of a group. `commons fsck` holds them together.
CREATE TABLE idempotency (
    organisation_id TEXT NOT NULL CHECK (length(organisation_id) = 36),
    user_id TEXT NOT NULL CHECK (length(user_id) = 36),
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    -- SHA-256 of command, parameters and canonical body.
    fingerprint BYTEA NOT NULL CHECK (length(fingerprint) = 32),
    status BIGINT NOT NULL CHECK (status BETWEEN 200 AND 299),
    body BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, user_id, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (created_at);

CREATE TABLE audit (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    organisation_id TEXT NOT NULL CHECK (length(organisation_id) = 36),
    user_id TEXT NOT NULL CHECK (length(user_id) = 36),
    device_id TEXT CHECK (length(device_id) = 36),
    command TEXT NOT NULL CHECK (length(command) > 0),
    subject_kind TEXT NOT NULL CHECK (length(subject_kind) > 0),
    subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
    before TEXT,
    after TEXT,
    reason TEXT,
    request_id TEXT NOT NULL,
    at BIGINT NOT NULL
) STRICT;
CREATE INDEX audit_of_organisation ON audit (organisation_id, id);
CREATE INDEX audit_of_subject ON audit (organisation_id, subject_kind, subject_id);

CREATE TABLE change (
-- only sqlite
    sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
-- end only
-- only postgresql
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
-- end only
    organisation_id TEXT NOT NULL CHECK (length(organisation_id) = 36),
    subject_kind TEXT NOT NULL CHECK (length(subject_kind) > 0),
    subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
    -- The audit row that tells what changed.
    version TEXT NOT NULL CHECK (length(version) = 36),
    at BIGINT NOT NULL
) STRICT;
CREATE INDEX change_of_organisation ON change (organisation_id, sequence);

CREATE TABLE log_entry (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    organisation_id TEXT NOT NULL CHECK (length(organisation_id) = 36),
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    subject_kind TEXT NOT NULL CHECK (length(subject_kind) > 0),
    subject_id TEXT NOT NULL CHECK (length(subject_id) > 0),
    -- The leaf hash of RFC 9162: SHA-256 of 0x00 and the leaf's bytes.
    leaf BYTEA NOT NULL CHECK (length(leaf) = 32),
    recorded_at BIGINT NOT NULL,
    -- Its place in the log; null until the log has taken it in.
    position BIGINT UNIQUE CHECK (position >= 0)
) STRICT;
CREATE INDEX log_entry_waiting ON log_entry (id) WHERE position IS NULL;

CREATE TABLE approval (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    command TEXT NOT NULL CHECK (length(command) > 0),
    payload TEXT NOT NULL,
    payload_hash BYTEA NOT NULL CHECK (length(payload_hash) = 32),
    maker_id TEXT NOT NULL REFERENCES user_account (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'rejected')),
    checker_id TEXT REFERENCES user_account (id),
    decided_at BIGINT,
    -- The second person is another person, whatever the code above believes.
    CHECK (checker_id <> maker_id),
    CHECK ((state = 'pending') = (checker_id IS NULL)),
    CHECK ((state = 'pending') = (decided_at IS NULL)),
    CHECK (expires_at > made_at)
) STRICT;
CREATE INDEX approval_of_organisation ON approval (organisation_id, state, id);

CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    -- Null: the installation's own work.
    organisation_id TEXT CHECK (length(organisation_id) = 36),
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead', 'discarded')),
    run_at BIGINT NOT NULL,
    attempt BIGINT NOT NULL CHECK (attempt >= 0),
    max_attempts BIGINT NOT NULL CHECK (max_attempts >= 1),
    lease_until BIGINT,
    worker TEXT,
    error TEXT,
    -- Of the jobs of one kind that wait, only one may have this key.
    unique_key TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state = 'running') = (worker IS NOT NULL)),
    CHECK ((state IN ('done', 'dead', 'discarded')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX job_due ON job (kind, run_at, id) WHERE state = 'queued';
CREATE INDEX job_running ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_of_organisation ON job (organisation_id, state, id);
CREATE UNIQUE INDEX job_key ON job (kind, unique_key)
    WHERE state = 'queued' AND unique_key IS NOT NULL;

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
    value TEXT NOT NULL
) STRICT;
