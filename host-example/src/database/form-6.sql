-- Until which day an instance keeps what it holds (ISO 8601, that day included), and what was erased when such a day had
-- passed. A receipt says how much, never what.
CREATE TABLE retention (
  instance TEXT PRIMARY KEY REFERENCES instance ON DELETE CASCADE,
  last_day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE retention_receipt (
  id INTEGER PRIMARY KEY,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  last_day TEXT NOT NULL,
  at INTEGER NOT NULL,
  items INTEGER NOT NULL,
  files INTEGER NOT NULL,
  badges INTEGER NOT NULL,
  traces INTEGER NOT NULL
) STRICT;
CREATE INDEX retention_receipt_instance ON retention_receipt (instance, at);
