-- The moment before which nothing more is recorded: each group of commands moves it on in its own commit, and so does a
-- question about what was known. So what was known at an earlier moment stays what it was, whatever a clock does.
CREATE TABLE moment (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    at BIGINT NOT NULL DEFAULT 0
) STRICT;
INSERT INTO moment (id, at) SELECT 1, COALESCE(MAX(at), 0) FROM change;
