-- A score stays the same record while its inputs stand still, and two loans can be given on one: a
-- decision has the lender's own reference of the loan, '' where none was given, and an outcome is kept
-- once for a score and a loan.
ALTER TABLE score_decision ADD COLUMN loan TEXT NOT NULL DEFAULT '' CHECK (length(loan) <= 40);

-- only sqlite
-- Here a primary key changes only with its table.
CREATE TABLE score_outcome_of_loan (
    organisation_id TEXT NOT NULL,
    score_id TEXT NOT NULL,
    loan TEXT NOT NULL DEFAULT '' CHECK (length(loan) <= 40),
    is_bad SMALLINT NOT NULL CHECK (is_bad IN (0, 1)),
    day TEXT NOT NULL CHECK (length(day) = 10),
    recorded_by TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, score_id, loan),
    FOREIGN KEY (organisation_id, score_id) REFERENCES score (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO score_outcome_of_loan (
    organisation_id, score_id, loan, is_bad, day, recorded_by, recorded_at)
SELECT organisation_id, score_id, '', is_bad, day, recorded_by, recorded_at FROM score_outcome;
DROP TABLE score_outcome;
ALTER TABLE score_outcome_of_loan RENAME TO score_outcome;
-- only postgresql
ALTER TABLE score_outcome
    ADD COLUMN loan TEXT NOT NULL DEFAULT '' CHECK (length(loan) <= 40);
ALTER TABLE score_outcome DROP CONSTRAINT score_outcome_pkey;
ALTER TABLE score_outcome ADD PRIMARY KEY (organisation_id, score_id, loan);
-- end only

-- A notice is asked for its contests, and the new scores that answered them.
CREATE INDEX contest_notice ON contest (organisation_id, notice_id);
