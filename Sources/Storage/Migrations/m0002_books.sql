-- The books. Amounts are signed minor units of the row's currency; in entry lines a debit is
-- positive and a credit negative. Keys begin with the organisation, so that no row can point
-- into another organisation's books. Foreign keys are deferred because the rows of one group
-- are written table by table.

CREATE TABLE account (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    type TEXT NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    -- What the posting rules look for; at most one account of an organisation plays each role.
    role TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX account_role ON account (organisation_id, role) WHERE role IS NOT NULL;

CREATE TABLE party (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    -- The name as look-ups compare it: lower case, single spaces.
    name_key TEXT NOT NULL CHECK (length(name_key) >= 1),
    is_customer SMALLINT NOT NULL CHECK (is_customer IN (0, 1)),
    is_supplier SMALLINT NOT NULL CHECK (is_supplier IN (0, 1)),
    tax_number TEXT,
    email TEXT,
    phone TEXT,
    address TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX party_name ON party (organisation_id, name_key, id);

CREATE TABLE document (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('invoice', 'bill', 'purchase_order', 'receipt', 'credit_note')),
    party_id TEXT NOT NULL,
    -- The invoice that a credit note takes back.
    original_id TEXT,
    -- Given at issue, never before: gap-free in the kind's series of one fiscal year.
    number TEXT,
    fiscal_year BIGINT,
    sequence BIGINT CHECK (sequence > 0),
    -- What the supplier wrote on its own paper.
    supplier_number TEXT,
    day TEXT NOT NULL CHECK (length(day) = 10),
    due_day TEXT CHECK (length(due_day) = 10 AND due_day >= day),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    pricing TEXT NOT NULL CHECK (pricing IN ('exclusive', 'inclusive')),
    tax_rounding TEXT NOT NULL CHECK (tax_rounding IN ('per_line', 'per_category')),
    -- Whether its taxes follow from their rates or stand as a supplier's paper prints them.
    tax_basis TEXT NOT NULL CHECK (tax_basis IN ('computed', 'stated')),
    net BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    total BIGINT NOT NULL,
    rounding BIGINT NOT NULL,
    -- What settles it, with the tax that the payer keeps back.
    payable BIGINT NOT NULL CHECK (payable >= 0),
    withheld BIGINT NOT NULL CHECK (withheld BETWEEN 0 AND payable),
    note TEXT,
    source TEXT NOT NULL CHECK (source IN ('typed', 'paper', 'import')),
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    issued_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    CHECK (total = net + tax AND payable = total + rounding),
    CHECK ((number IS NULL) = (sequence IS NULL)),
    CHECK ((number IS NULL) = (fiscal_year IS NULL)),
    CHECK ((number IS NULL) = (issued_at IS NULL)),
    CHECK ((kind = 'credit_note') = (original_id IS NOT NULL)),
    FOREIGN KEY (organisation_id, party_id) REFERENCES party (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, original_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX document_number ON document (organisation_id, kind, fiscal_year, sequence)
    WHERE sequence IS NOT NULL;
CREATE INDEX document_day ON document (organisation_id, day, id);
CREATE INDEX document_kind_day ON document (organisation_id, kind, day, id);
CREATE INDEX document_party ON document (organisation_id, party_id, day, id);
CREATE INDEX document_original ON document (organisation_id, original_id)
    WHERE original_id IS NOT NULL;

CREATE TABLE document_line (
    organisation_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 0),
    description TEXT NOT NULL,
    -- Millionths of the unit.
    quantity BIGINT NOT NULL,
    -- Millionths of the major unit of the document's currency.
    unit_price BIGINT NOT NULL,
    -- Parts per million off the price.
    discount BIGINT NOT NULL CHECK (discount BETWEEN 0 AND 1000000),
    -- Codes of the document's taxes, with a space between them.
    taxes TEXT NOT NULL,
    -- Where it is booked; null for the usual account of the document's kind.
    account_id TEXT,
    net BIGINT NOT NULL,
    -- The line of the original that a credit note's line takes back.
    original_position BIGINT CHECK (original_position >= 0),
    PRIMARY KEY (organisation_id, document_id, position),
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only

CREATE TABLE document_tax (
    organisation_id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 0),
    code TEXT NOT NULL CHECK (length(code) > 0),
    category TEXT NOT NULL
        CHECK (category IN ('standard', 'zero', 'exempt', 'out_of_scope', 'reverse_charge')),
    -- Parts per million.
    rate BIGINT NOT NULL CHECK (rate >= 0),
    is_compound SMALLINT NOT NULL CHECK (is_compound IN (0, 1)),
    is_withholding SMALLINT NOT NULL CHECK (is_withholding IN (0, 1)),
    is_recoverable SMALLINT NOT NULL CHECK (is_recoverable IN (0, 1)),
    base BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, document_id, position),
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only

CREATE TABLE document_event (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'drafted', 'changed', 'issued', 'booked', 'paid', 'credited', 'released', 'voided')),
    amount BIGINT,
    note TEXT,
    user_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX document_event_document ON document_event (organisation_id, document_id, at, id);

CREATE TABLE number_series (
    organisation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    fiscal_year BIGINT NOT NULL,
    last BIGINT NOT NULL CHECK (last > 0),
    PRIMARY KEY (organisation_id, kind, fiscal_year),
    FOREIGN KEY (organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only

CREATE TABLE payment (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    party_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    day TEXT NOT NULL CHECK (length(day) = 10),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    -- Tax that the payer kept back; it settles documents as the amount does.
    withheld BIGINT NOT NULL CHECK (withheld >= 0),
    -- Gives a customer's credit back instead of paying a supplier.
    is_refund SMALLINT NOT NULL CHECK (is_refund IN (0, 1) AND (is_refund = 0 OR direction = 'out')),
    reference TEXT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, party_id) REFERENCES party (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX payment_day ON payment (organisation_id, day, id);
CREATE INDEX payment_party ON payment (organisation_id, party_id, day, id);

-- Posted and never changed: a correction is another entry that points back.
CREATE TABLE entry (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'manual', 'opening', 'issue', 'payment', 'allocation', 'release', 'void', 'reversal')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    recorded_at BIGINT NOT NULL,
    description TEXT NOT NULL,
    document_id TEXT,
    payment_id TEXT,
    reverses_id TEXT,
    reason TEXT,
    user_id TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    CHECK ((kind IN ('void', 'reversal')) = (reverses_id IS NOT NULL)),
    CHECK (reverses_id IS NULL OR reason IS NOT NULL),
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, payment_id) REFERENCES payment (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, reverses_id) REFERENCES entry (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only
-- At most one reversal of an entry, and one issue of a document, whoever races.
CREATE UNIQUE INDEX entry_reverses ON entry (organisation_id, reverses_id)
    WHERE reverses_id IS NOT NULL;
CREATE UNIQUE INDEX entry_issue ON entry (organisation_id, document_id) WHERE kind = 'issue';
-- What is void is asked of every row of a list.
CREATE UNIQUE INDEX entry_void_document ON entry (organisation_id, document_id)
    WHERE kind = 'void' AND document_id IS NOT NULL;
CREATE UNIQUE INDEX entry_void_payment ON entry (organisation_id, payment_id)
    WHERE kind = 'void' AND payment_id IS NOT NULL;
CREATE INDEX entry_document ON entry (organisation_id, document_id)
    WHERE document_id IS NOT NULL;
CREATE INDEX entry_payment ON entry (organisation_id, payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX entry_day ON entry (organisation_id, day, id);

CREATE TABLE entry_line (
    organisation_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    position BIGINT NOT NULL CHECK (position >= 0),
    account_id TEXT NOT NULL,
    -- The entry's own day and moment again: reports read lines alone, fsck compares.
    day TEXT NOT NULL CHECK (length(day) = 10),
    recorded_at BIGINT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    PRIMARY KEY (organisation_id, entry_id, position),
    FOREIGN KEY (organisation_id, entry_id) REFERENCES entry (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only
CREATE INDEX entry_line_account ON entry_line (organisation_id, account_id, day, entry_id);

CREATE TABLE account_balance (
    organisation_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    amount BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, account_id, currency),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
-- only sqlite
) STRICT, WITHOUT ROWID;
-- only postgresql
);
-- end only

-- What settles what. A release is another row that takes an earlier one back.
CREATE TABLE allocation (
    organisation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Money comes from a payment or a credit note ...
    payment_id TEXT,
    credit_note_id TEXT,
    -- ... and settles a document or goes back to the customer by a refund.
    document_id TEXT,
    refund_id TEXT,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    day TEXT NOT NULL CHECK (length(day) = 10),
    entry_id TEXT NOT NULL,
    releases_id TEXT,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    CHECK ((payment_id IS NULL) <> (credit_note_id IS NULL)),
    CHECK ((document_id IS NULL) <> (refund_id IS NULL)),
    CHECK ((releases_id IS NULL AND amount > 0) OR (releases_id IS NOT NULL AND amount < 0)),
    FOREIGN KEY (organisation_id, payment_id) REFERENCES payment (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, credit_note_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, document_id) REFERENCES document (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, refund_id) REFERENCES payment (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, entry_id) REFERENCES entry (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organisation_id, releases_id) REFERENCES allocation (organisation_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE UNIQUE INDEX allocation_releases ON allocation (organisation_id, releases_id)
    WHERE releases_id IS NOT NULL;
CREATE INDEX allocation_document ON allocation (organisation_id, document_id, amount)
    WHERE document_id IS NOT NULL;
CREATE INDEX allocation_payment ON allocation (organisation_id, payment_id, amount)
    WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_credit ON allocation (organisation_id, credit_note_id, amount)
    WHERE credit_note_id IS NOT NULL;

-- Nothing posted or issued is ever changed. The code has no such statement; the schema refuses one.
-- only sqlite
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never changed'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entry rows are never changed'); END;
CREATE TRIGGER entry_line_no_update BEFORE UPDATE ON entry_line
BEGIN SELECT RAISE(ABORT, 'entry_line rows are never changed'); END;
CREATE TRIGGER entry_line_no_delete BEFORE DELETE ON entry_line
BEGIN SELECT RAISE(ABORT, 'entry_line rows are never changed'); END;
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation
BEGIN SELECT RAISE(ABORT, 'allocation rows are never changed'); END;
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation
BEGIN SELECT RAISE(ABORT, 'allocation rows are never changed'); END;
CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'payment rows are never changed'); END;
CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payment rows are never changed'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document WHEN OLD.issued_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'issued documents are never changed'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document WHEN OLD.issued_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'issued documents are never changed'); END;
-- only postgresql
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RAISE EXCEPTION ''% rows are never changed'', TG_TABLE_NAME USING ERRCODE = ''23514''; END';
CREATE TRIGGER entry_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER entry_line_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON entry_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER allocation_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON allocation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payment_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON payment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_immutable BEFORE UPDATE OR DELETE ON document
    FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
-- end only
