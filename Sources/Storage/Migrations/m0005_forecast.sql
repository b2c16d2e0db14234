-- Money that somebody knows will come or go, and the forecasts that were shown.

-- What a person declared: rent, wages, an instalment, a tax, a planned purchase.
CREATE TABLE cash_plan (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    kind TEXT NOT NULL CHECK (kind IN ('recurring', 'tax', 'loan', 'purchase', 'other')),
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    -- Whom it is paid to or by, where that is known.
    party_id TEXT,
    rhythm TEXT NOT NULL CHECK (rhythm IN (
        'once', 'weekly', 'fortnightly', 'monthly', 'quarterly', 'yearly')),
    first_day TEXT NOT NULL CHECK (length(first_day) = 10),
    last_day TEXT CHECK (length(last_day) = 10 AND last_day >= first_day),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT CHECK (ended_at >= created_at),
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, party_id) REFERENCES party (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- What was answered, kept as it was shown. The question names everything that the answer depends
-- on, the last change of the books among it, so an answer never grows old: a changed book asks
-- another question.
CREATE TABLE forecast (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('cash', 'backtest')),
    question TEXT NOT NULL CHECK (length(question) = 64),
    -- What it was asked for, without the state of the books.
    scope TEXT NOT NULL CHECK (length(scope) = 64),
    -- SHA-256 of the facts that it was computed from.
    input_hash TEXT NOT NULL CHECK (length(input_hash) = 64),
    as_of TEXT NOT NULL CHECK (length(as_of) = 10),
    known_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    made_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX forecast_question ON forecast (organisation_id, question);
CREATE INDEX forecast_scope ON forecast (organisation_id, scope, id);

-- Never changed. Of one day only the last answer to each question is kept.
-- only sqlite
CREATE TRIGGER forecast_no_update BEFORE UPDATE ON forecast
BEGIN SELECT RAISE(ABORT, 'forecast rows are never changed'); END;
-- only postgresql
CREATE TRIGGER forecast_immutable BEFORE UPDATE ON forecast
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- end only
