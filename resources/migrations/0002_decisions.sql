-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Decisions: what people said, each with who, when and why. The newest row of a key counts; older ones stay.

CREATE TABLE host_attribute (
  id {{key}},
  host_id {{int}} NOT NULL REFERENCES host (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  why TEXT NOT NULL
) {{strict}};

CREATE INDEX host_attribute_host ON host_attribute (host_id);

-- patches and cves are JSON arrays of ids. The last day is the newest row of decision_term.
CREATE TABLE control (
  id {{key}},
  name TEXT NOT NULL,
  host_filter TEXT NOT NULL,
  patches TEXT NOT NULL,
  cves TEXT NOT NULL,
  exposure TEXT NOT NULL,
  evidence TEXT NOT NULL,
  owner TEXT NOT NULL,
  from_day {{int}} NOT NULL,
  created_by TEXT NOT NULL,
  created_at {{int}} NOT NULL,
  ended_at {{int}},
  ended_by TEXT,
  ended_why TEXT
) {{strict}};

CREATE TABLE exception (
  id {{key}},
  host_filter TEXT NOT NULL,
  patches TEXT NOT NULL,
  cves TEXT NOT NULL,
  reason TEXT NOT NULL,
  owner TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at {{int}} NOT NULL,
  ended_at {{int}},
  ended_by TEXT,
  ended_why TEXT
) {{strict}};

-- kind: 'control' or 'exception'.
CREATE TABLE decision_term (
  id {{key}},
  kind TEXT NOT NULL,
  decision_id {{int}} NOT NULL,
  until_day {{int}} NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  why TEXT NOT NULL
) {{strict}};

CREATE TABLE setting (
  id {{key}},
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  why TEXT NOT NULL
) {{strict}};

{{append_only host_attribute}}
{{append_only decision_term}}
{{append_only setting}}
{{keep control}}
{{keep exception}}
