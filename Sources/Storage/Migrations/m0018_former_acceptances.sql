-- A paper whose document was voided goes back to review and may be accepted anew. What a person had
-- confirmed of it, and who had looked a second time, stays with the document that is void.
CREATE TABLE former_acceptance (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    reading_id TEXT,
    accepted_at BIGINT NOT NULL,
    checked_by TEXT,
    checked_at BIGINT,
    ended_at BIGINT NOT NULL CHECK (ended_at >= accepted_at),
    PRIMARY KEY (organisation_id, paper_id, document_id),
    CHECK ((checked_by IS NULL) = (checked_at IS NULL)),
    FOREIGN KEY (organisation_id, paper_id) REFERENCES paper (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX former_acceptance_document ON former_acceptance (organisation_id, document_id);

CREATE TABLE former_accepted_field (
    organisation_id TEXT NOT NULL,
    paper_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    name TEXT NOT NULL,
    machine_value TEXT,
    -- Thousandths.
    machine_confidence BIGINT NOT NULL CHECK (machine_confidence BETWEEN 0 AND 1000),
    human_value TEXT,
    PRIMARY KEY (organisation_id, paper_id, document_id, name),
    FOREIGN KEY (organisation_id, paper_id, document_id)
        REFERENCES former_acceptance (organisation_id, paper_id, document_id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
