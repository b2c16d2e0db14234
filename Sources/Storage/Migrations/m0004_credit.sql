-- Models, scores, and what follows from a score. Scores, decisions, outcomes and notices are never
-- changed; the state of a model and of a contest is, and every step of it has a row.

CREATE TABLE model (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'validated', 'approved', 'live', 'shadow', 'retired')),
    -- Of `content`, lower-case hexadecimal: what every score names.
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    -- Canonical JSON of the folder: model (LightGBM's text), calibration, card.
    content BYTEA NOT NULL,
    -- The card alone, as JSON.
    card TEXT NOT NULL,
    -- Of the table that it was fitted to; none for an expert's.
    table_sha256 TEXT CHECK (length(table_sha256) = 64),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, sha256),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- One model scores at a time, whoever races.
CREATE UNIQUE INDEX model_live ON model (organisation_id) WHERE state = 'live';

CREATE TABLE model_event (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'draft', 'validated', 'approved', 'live', 'shadow', 'retired')),
    -- Why; for a validation, its findings as JSON.
    note TEXT,
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, model_id) REFERENCES model (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX model_event_model ON model_event (organisation_id, model_id, at, id);

-- A business lets a lender of this installation score it from its books, until a day.
CREATE TABLE score_share (
    -- The business that gives its consent.
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    lender_id TEXT NOT NULL REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
    until TEXT NOT NULL CHECK (length(until) = 10),
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    ended_by TEXT,
    ended_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    CHECK (lender_id <> organisation_id),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX score_share_live ON score_share (organisation_id, lender_id)
    WHERE ended_at IS NULL;
CREATE INDEX score_share_lender ON score_share (lender_id, organisation_id)
    WHERE ended_at IS NULL;

CREATE TABLE score (
    -- Who scored.
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Who was scored: a business of this installation, or a customer of the scorer.
    entity_kind TEXT NOT NULL CHECK (entity_kind IN ('organisation', 'party')),
    entity_id TEXT NOT NULL CHECK (length(entity_id) = 36),
    purpose TEXT NOT NULL CHECK (purpose IN ('live', 'shadow', 'contest')),
    -- No foreign key: the shipped model has no row.
    model_id TEXT NOT NULL CHECK (length(model_id) = 36),
    model_sha256 TEXT NOT NULL CHECK (length(model_sha256) = 64),
    -- What took effect until the end of this day, as far as it was recorded by this instant.
    as_of TEXT NOT NULL CHECK (length(as_of) = 10),
    known_at BIGINT NOT NULL,
    snapshot_sha256 TEXT NOT NULL CHECK (length(snapshot_sha256) = 64),
    -- The features with their proof, as JSON, byte for byte what the hash is of.
    snapshot TEXT NOT NULL,
    probability DOUBLE PRECISION CHECK (probability BETWEEN 0 AND 1),
    points BIGINT,
    band TEXT CHECK (band IN ('A', 'B', 'C', 'D', 'E')),
    -- Why no number is shown.
    abstained TEXT,
    -- Everything that the model said, as JSON.
    answer TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    CHECK ((abstained IS NULL) = (points IS NOT NULL)),
    CHECK ((abstained IS NULL) = (probability IS NOT NULL)),
    CHECK ((abstained IS NULL) = (band IS NOT NULL)),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- The same inputs under the same model are one record.
CREATE UNIQUE INDEX score_inputs ON score (
    organisation_id, entity_id, model_sha256, purpose, as_of, snapshot_sha256);
CREATE INDEX score_entity ON score (organisation_id, entity_id, purpose, as_of, made_at);
CREATE INDEX score_month ON score (organisation_id, purpose, made_at);

-- What a person decided with a score before their eyes.
CREATE TABLE score_decision (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'worse_terms', 'declined')),
    -- Why, where it goes against what the band suggests.
    override_reason TEXT CHECK (length(override_reason) BETWEEN 1 AND 500),
    decided_by TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, score_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX score_decision_score ON score_decision (organisation_id, score_id, decided_at);

-- What became of a scored loan, for calibration and vintages.
CREATE TABLE score_outcome (
    organisation_id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    is_bad SMALLINT NOT NULL CHECK (is_bad IN (0, 1)),
    day TEXT NOT NULL CHECK (length(day) = 10),
    recorded_by TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, score_id),
    FOREIGN KEY (organisation_id, score_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- The notice that follows an adverse decision: what it said, word for word, and how to contest it.
CREATE TABLE notice (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    entity_kind TEXT NOT NULL CHECK (entity_kind IN ('organisation', 'party')),
    entity_id TEXT NOT NULL,
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 8),
    -- Reasons, data used and how to contest, as JSON with its texts.
    content TEXT NOT NULL,
    contest_until TEXT NOT NULL CHECK (length(contest_until) = 10),
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, decision_id),
    FOREIGN KEY (organisation_id, decision_id) REFERENCES score_decision (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, score_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX notice_entity ON notice (entity_id, id);

CREATE TABLE contest (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'upheld', 'changed')),
    statement TEXT NOT NULL CHECK (length(statement) BETWEEN 1 AND 2000),
    -- The score of the same day from the books as they are known now.
    rescore_id TEXT,
    answer TEXT CHECK (length(answer) BETWEEN 1 AND 2000),
    opened_by TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    CHECK ((state = 'open') = (answered_at IS NULL)),
    CHECK ((state = 'open') = (answered_by IS NULL)),
    CHECK ((state = 'open') = (answer IS NULL)),
    CHECK ((state = 'open') = (rescore_id IS NULL)),
    FOREIGN KEY (organisation_id, notice_id) REFERENCES notice (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, rescore_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX contest_open ON contest (organisation_id, notice_id) WHERE state = 'open';

-- A pack is a model with one snapshot, signed, for a device without network.
CREATE TABLE score_pack (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    -- Of the bytes that were signed.
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    language TEXT NOT NULL CHECK (length(language) BETWEEN 2 AND 8),
    attestation_id TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, score_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX score_pack_score ON score_pack (organisation_id, score_id, language);

-- One report a month and model.
CREATE TABLE monitoring (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    model_sha256 TEXT NOT NULL CHECK (length(model_sha256) = 64),
    -- The first day of the month.
    month TEXT NOT NULL CHECK (length(month) = 10),
    report TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, model_sha256, month, made_at),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Attributes that the law protects, kept apart: only the fairness report reads this table, and it
-- gives sums.
CREATE TABLE protected_attribute (
    organisation_id TEXT NOT NULL,
    entity_id TEXT NOT NULL CHECK (length(entity_id) = 36),
    attribute TEXT NOT NULL CHECK (length(attribute) BETWEEN 1 AND 40),
    value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 40),
    recorded_by TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, entity_id, attribute),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- only sqlite
CREATE TRIGGER score_no_update BEFORE UPDATE ON score
BEGIN SELECT RAISE(ABORT, 'score rows are never changed'); END;
CREATE TRIGGER score_no_delete BEFORE DELETE ON score
BEGIN SELECT RAISE(ABORT, 'score rows are never changed'); END;
CREATE TRIGGER score_decision_no_update BEFORE UPDATE ON score_decision
BEGIN SELECT RAISE(ABORT, 'score_decision rows are never changed'); END;
CREATE TRIGGER score_decision_no_delete BEFORE DELETE ON score_decision
BEGIN SELECT RAISE(ABORT, 'score_decision rows are never changed'); END;
CREATE TRIGGER notice_no_update BEFORE UPDATE ON notice
BEGIN SELECT RAISE(ABORT, 'notice rows are never changed'); END;
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'notice rows are never changed'); END;
-- only postgresql
CREATE TRIGGER score_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON score
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER score_decision_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON score_decision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON notice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- end only
