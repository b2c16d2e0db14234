-- A membership counts from when the person has taken up an invitation to it: nobody becomes a member of
-- an organisation, nor acts for one, because somebody else wrote down their address.
ALTER TABLE membership ADD COLUMN joined_at BIGINT;
UPDATE membership SET joined_at = created_at WHERE user_id IN (
    SELECT id FROM user_account WHERE password_hash IS NOT NULL
);

-- What a command acts upon, as its maker saw it, where that can still change: the second person agrees
-- to this and to nothing else. Part of what payload_hash is of.
ALTER TABLE approval ADD COLUMN matter TEXT;
