-- What a party was called is looked for as what it is called. The key of names that were corrected
-- before this step has small letters as the database knows them; later ones have them as the product does.
ALTER TABLE party_past ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE party_past SET name_key = LOWER(name);
