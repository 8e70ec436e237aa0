-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Events: what happened, append-only, each entry holding the hash of the one before.

CREATE TABLE audit (
  id {{key}},
  at {{int}} NOT NULL,
  who TEXT NOT NULL,
  verb TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  summary TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  previous_hash {{blob}} NOT NULL,
  hash {{blob}} NOT NULL
) {{strict}};

CREATE INDEX audit_object ON audit (object_kind, object_id);

-- One row: how many entries there are and the hash of the last, so that a tail that was cut off is missed.
CREATE TABLE audit_head (
  id {{key}},
  entries {{int}} NOT NULL,
  hash {{blob}} NOT NULL
) {{strict}};

{{append_only audit}}
{{keep audit_head}}
