-- From which network a sign-in came, as the server's mark and not as an address: who has signed in from
-- a network before is not slowed by those who guess from others. Null: before this step, or unknown.
ALTER TABLE device ADD COLUMN network BYTEA CHECK (length(network) = 32);
CREATE INDEX device_of_network ON device (user_id, network);
