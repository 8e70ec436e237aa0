-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The test stage: verdicts of patches against critical applications, and notes on patches.

-- until_day NULL = not waived. host_id 0 = not told.
CREATE TABLE test_verdict (
  id {{key}},
  patch TEXT NOT NULL,
  app TEXT NOT NULL,
  check_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  until_day {{int}},
  host_id {{int}} NOT NULL,
  evidence TEXT NOT NULL,
  evidence_file TEXT NOT NULL,
  evidence_digest TEXT NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL
) {{strict}};

CREATE INDEX test_verdict_patch ON test_verdict (patch, app);

CREATE TABLE patch_note (
  id {{key}},
  patch TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  blocks {{int}} NOT NULL,
  who TEXT NOT NULL,
  at {{int}} NOT NULL,
  ended_at {{int}},
  ended_by TEXT,
  ended_why TEXT
) {{strict}};

CREATE INDEX patch_note_patch ON patch_note (patch);

{{append_only test_verdict}}
{{keep patch_note}}
