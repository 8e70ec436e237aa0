-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Roll-out: runs with what they were started under, and the events from which all else is folded.

-- frozen: targets, gate, policy, feed revisions as JSON.
CREATE TABLE rollout_run (
  id {{key}},
  plan_id {{int}} NOT NULL REFERENCES plan (id),
  plan_version {{int}} NOT NULL,
  wave {{int}} NOT NULL,
  engine TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at {{int}} NOT NULL,
  frozen TEXT NOT NULL
) {{strict}};

CREATE INDEX rollout_run_plan ON rollout_run (plan_id, wave);

-- milliseconds NULL = not told. host_id 0 = the run as a whole.
CREATE TABLE rollout_event (
  id {{key}},
  run_id {{int}} NOT NULL REFERENCES rollout_run (id),
  at {{int}} NOT NULL,
  kind TEXT NOT NULL,
  host_id {{int}} NOT NULL,
  attempt {{int}} NOT NULL,
  who TEXT NOT NULL,
  step TEXT NOT NULL,
  text TEXT NOT NULL,
  milliseconds {{int}}
) {{strict}};

CREATE INDEX rollout_event_run ON rollout_event (run_id, id);

-- A host is handed to an engine at most once per run and attempt: the second stamp fails.
CREATE TABLE rollout_dispatch (
  id {{key}},
  run_id {{int}} NOT NULL REFERENCES rollout_run (id),
  host_id {{int}} NOT NULL,
  attempt {{int}} NOT NULL,
  at {{int}} NOT NULL
) {{strict}};

CREATE UNIQUE INDEX rollout_dispatch_once ON rollout_dispatch (run_id, host_id, attempt);

{{append_only rollout_run}}
{{append_only rollout_event}}
{{append_only rollout_dispatch}}
