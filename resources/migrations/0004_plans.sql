-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Plans: decisions. Every change is a version of its own; a version that was asked for or approved stays as it is.

CREATE TABLE plan (
  id {{key}},
  created_by TEXT NOT NULL,
  created_at {{int}} NOT NULL
) {{strict}};

-- body: the plan as JSON. requested_by '' = not asked for.
CREATE TABLE plan_version (
  id {{key}},
  plan_id {{int}} NOT NULL REFERENCES plan (id),
  number {{int}} NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  why TEXT NOT NULL
) {{strict}};

CREATE UNIQUE INDEX plan_version_number ON plan_version (plan_id, number);

-- kind: 'request', 'grant', 'refuse', 'close' (the plan is no longer worked on).
CREATE TABLE plan_event (
  id {{key}},
  plan_id {{int}} NOT NULL REFERENCES plan (id),
  number {{int}} NOT NULL,
  kind TEXT NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  why TEXT NOT NULL
) {{strict}};

CREATE INDEX plan_event_plan ON plan_event (plan_id, number);

{{append_only plan}}
{{append_only plan_version}}
{{append_only plan_event}}
