-- Addresses under which an agenda fetches the steps of a certification board, without an account, until their owner ends
-- them. `mine`: only the steps of the owner's own functions. `locale` is that of the page where the address was made.
CREATE TABLE calendar_feed (
  code TEXT PRIMARY KEY,
  instance TEXT NOT NULL REFERENCES instance ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  mine INTEGER NOT NULL,
  locale TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX calendar_feed_person ON calendar_feed (instance, person);
