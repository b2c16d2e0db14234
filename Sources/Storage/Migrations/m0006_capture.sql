-- What lies around the reading of papers: what tells two papers apart, what accepted papers have
-- taught about a supplier's form, and who looked at an accepted paper a second time.

-- What a page looks like (Insight's PicturePrint), to be compared with every other page.
CREATE TABLE paper_print (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    page BIGINT NOT NULL CHECK (page > 0),
    print BYTEA NOT NULL CHECK (length(print) = 576),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, paper_id, page),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_print_made ON paper_print (organisation_id, page, made_at);

-- Papers whose pictures are alike: the later one and the one that was there before it.
CREATE TABLE paper_likeness (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    -- Thousandths.
    likeness BIGINT NOT NULL CHECK (likeness BETWEEN 0 AND 1000),
    PRIMARY KEY (organisation_id, paper_id, other_id),
    CHECK (paper_id <> other_id),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, other_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_likeness_other ON paper_likeness (organisation_id, other_id);

-- What tells a paper from another of its supplier: as read, then as a person accepted it.
CREATE TABLE paper_identity (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    supplier TEXT,
    -- The number without marks, capitals and leading zeros (Insight's NumberKey).
    number TEXT,
    number_key TEXT,
    day TEXT CHECK (length(day) = 10),
    currency TEXT CHECK (length(currency) = 3),
    total BIGINT,
    PRIMARY KEY (organisation_id, paper_id),
    CHECK ((total IS NULL) = (currency IS NULL)),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_identity_number ON paper_identity (organisation_id, number_key)
    WHERE number_key IS NOT NULL;
CREATE INDEX paper_identity_total ON paper_identity (organisation_id, total, currency, day)
    WHERE total IS NOT NULL;

-- Where the papers of a supplier carry their values, as JSON: words of the form, no values.
CREATE TABLE supplier_template (
    organisation_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    content TEXT NOT NULL,
    -- Accepted papers that taught it.
    papers BIGINT NOT NULL CHECK (papers >= 0),
    -- Changed by a person: learning leaves it alone from then on.
    is_edited SMALLINT NOT NULL CHECK (is_edited IN (0, 1)),
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, party_id),
    FOREIGN KEY (organisation_id, party_id) REFERENCES party (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- A second person compared an accepted paper with what was booked and found it right.
CREATE TABLE paper_check (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    checked_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, paper_id),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
