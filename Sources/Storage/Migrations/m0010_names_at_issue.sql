-- What a party was called, and where it stood, until it was corrected: documents that were issued before
-- say what they said when they were sent.
CREATE TABLE party_past (
    organisation_id TEXT NOT NULL,
    party_id TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    tax_number TEXT,
    address TEXT,
    PRIMARY KEY (organisation_id, party_id, until_at),
    FOREIGN KEY (organisation_id, party_id) REFERENCES party (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
