-- Links that open the diagnostic page on a computer, without an account, until a moment. `place` is `m-` or `r-` and the id
-- of a computer or a room. What a run writes is written in the name of `person`, with their rights of then.
CREATE TABLE diagnostic_link (
  code TEXT PRIMARY KEY,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  place TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX diagnostic_link_instance ON diagnostic_link (instance);
