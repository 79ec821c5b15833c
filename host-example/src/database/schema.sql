-- The database of the example ENT. Times are milliseconds since 1970; booleans are 0 or 1.

CREATE TABLE installation (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;

CREATE TABLE establishment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uai TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  city TEXT NOT NULL
) STRICT;

CREATE TABLE class (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  name TEXT NOT NULL,
  UNIQUE (establishment, name)
) STRICT;

-- Ids are never given twice (AUTOINCREMENT): what a widget knows of a person is derived from them.
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  login TEXT NOT NULL COLLATE NOCASE UNIQUE,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  password TEXT NOT NULL,
  administrator INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE profile (
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership (
  class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (class, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_person ON membership (person);

CREATE TABLE guardianship (
  guardian INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  pupil INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (guardian, pupil)
) STRICT, WITHOUT ROWID;

-- `token` is the SHA-256 of what the cookie holds.
CREATE TABLE session (
  token BLOB PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  xsrf TEXT NOT NULL,
  shared_computer INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the administrator decided for each capability of an allowed widget; absent means never asked.
CREATE TABLE widget_grant (
  establishment INTEGER NOT NULL REFERENCES establishment ON DELETE CASCADE,
  widget TEXT NOT NULL,
  capability TEXT NOT NULL,
  granted INTEGER NOT NULL,
  PRIMARY KEY (establishment, widget, capability)
) STRICT, WITHOUT ROWID;

-- A withdrawn widget keeps its instance and its data: allowing it again finds them.
CREATE TABLE instance (
  id TEXT PRIMARY KEY,
  widget TEXT NOT NULL,
  class INTEGER NOT NULL REFERENCES class ON DELETE CASCADE,
  allowed INTEGER NOT NULL,
  read_only INTEGER NOT NULL DEFAULT 0,
  UNIQUE (widget, class)
) STRICT, WITHOUT ROWID;

-- One counter each: a scope of an instance, and for scope `user` each person in it (0 elsewhere).
-- `horizon` is the newest revision whose traces are gone: nobody can resume from before it.
CREATE TABLE space (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  scope TEXT NOT NULL,
  person INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  horizon INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  UNIQUE (instance, scope, person)
) STRICT;

-- `value` is NULL in a tombstone.
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  space INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
  key TEXT NOT NULL,
  rev INTEGER NOT NULL,
  value TEXT,
  author INTEGER,
  at INTEGER NOT NULL,
  op_id TEXT,
  UNIQUE (space, key)
) STRICT;
CREATE INDEX item_rev ON item (space, rev);
CREATE INDEX item_tombstone ON item (at) WHERE value IS NULL;

-- Batches already applied, so that a retry finds its first result.
CREATE TABLE operation (
  space INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
  person INTEGER NOT NULL,
  op_id TEXT NOT NULL,
  digest BLOB NOT NULL,
  rev INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (space, person, op_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_at ON operation (at);

CREATE TABLE file (
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  id TEXT NOT NULL,
  person INTEGER NOT NULL,
  mime TEXT NOT NULL,
  at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (instance, id)
) STRICT;
