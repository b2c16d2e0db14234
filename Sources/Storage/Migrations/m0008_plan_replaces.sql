-- What a declared plan stands for: the forecast's name of an item that it found by itself.
ALTER TABLE cash_plan ADD COLUMN replaces TEXT CHECK (length(replaces) BETWEEN 1 AND 300);
