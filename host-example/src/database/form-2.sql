-- Form 2: widgets of a whole establishment, and roles that an administrator assigns.

-- Every establishment has one row that is no class but all its people.
ALTER TABLE class ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
INSERT INTO class (establishment, name, whole) SELECT id, '', 1 FROM establishment;

-- Roles of a widget that no profile gives, as that of a référent.
CREATE TABLE assignment (
  widget TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  role TEXT NOT NULL,
  PRIMARY KEY (widget, person, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_person ON assignment (person);
