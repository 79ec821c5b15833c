-- Mail from the certification board.

-- Where an adult of the ENT wants it, in which language, and of what. No row: nothing was said yet.
CREATE TABLE mail_choice (
  person INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  address TEXT NOT NULL,
  locale TEXT NOT NULL,
  referent INTEGER NOT NULL,
  tickets INTEGER NOT NULL,
  steps INTEGER NOT NULL
) STRICT;

-- How far each board was looked at: nothing of before `since` is mailed; `rev` and `at` are those of the last look.
CREATE TABLE mail_watch (
  instance TEXT PRIMARY KEY REFERENCES instance ON DELETE CASCADE,
  since INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The queue, and the memory of what was told: `matter` is what happened, `recipient` whom it is told, once.
-- `state` is `waiting`, `sent`, `failed`, `unaddressed` (nobody knows where to send it), `covered` (told in a message of
-- several) or `forgotten` (old: only the memory is left).
CREATE TABLE mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  person INTEGER REFERENCES person ON DELETE CASCADE,
  matter TEXT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL,
  created INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER,
  error TEXT,
  sent INTEGER,
  UNIQUE (matter, recipient)
) STRICT;
CREATE INDEX mail_due ON mail (next_try) WHERE state = 'waiting';
CREATE INDEX mail_instance ON mail (instance, state);
CREATE INDEX mail_person ON mail (person);
