-- The money account that a declared plan goes through; without one it counts in all of them together.
ALTER TABLE cash_plan ADD COLUMN account_id TEXT;

-- The account exists. SQLite adds no key of two columns to a table that is there.
-- only sqlite
CREATE TRIGGER cash_plan_account BEFORE INSERT ON cash_plan
WHEN NEW.account_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM account a
    WHERE a.organisation_id = NEW.organisation_id AND a.id = NEW.account_id)
BEGIN SELECT RAISE(ABORT, 'a plan names an account that does not exist'); END;
-- only postgresql
ALTER TABLE cash_plan ADD FOREIGN KEY (organisation_id, account_id)
    REFERENCES account (organisation_id, id) DEFERRABLE INITIALLY DEFERRED;
-- end only
