-- Organisations are sorted and found by their names without capitals, as parties are. Keys of names of
-- before have small letters as the database knows them; later ones have them as the product does.
ALTER TABLE organisation ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE organisation SET name_key = LOWER(name);
