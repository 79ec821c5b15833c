-- Badges signed in the name of an establishment, and learning traces.

-- The secret half (`seed`) is NULL once another key took its place.
CREATE TABLE signing_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  public BLOB NOT NULL,
  seed BLOB,
  made INTEGER NOT NULL,
  retired INTEGER
) STRICT;
CREATE UNIQUE INDEX signing_key_current ON signing_key (establishment) WHERE retired IS NULL;

-- `number` is the place in the status list: never given twice, whatever is erased.
CREATE TABLE badge (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  person INTEGER NOT NULL,
  signer INTEGER,
  at INTEGER NOT NULL,
  shown INTEGER NOT NULL DEFAULT 0,
  credential TEXT NOT NULL
) STRICT;
CREATE INDEX badge_person ON badge (instance, person);

-- Outlives its badge: what was taken back stays so after an erasure.
CREATE TABLE revocation (
  number INTEGER PRIMARY KEY,
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;

-- xAPI statements. `voided_by` is the statement that took this one back.
CREATE TABLE trace (
  id TEXT PRIMARY KEY,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  person INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  voided_by TEXT,
  statement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trace_person ON trace (instance, person);
