-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Evidence: what a source said at a moment. Times are seconds since 1970-01-01 UTC, days are days since then.
-- Evidence is never changed and never deleted; an import that was taken back only stops counting.

-- A package build; id is the dense ComponentId, from 0. '' = not told.
CREATE TABLE component (
  id {{key}},
  ecosystem TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  arch TEXT NOT NULL,
  source TEXT NOT NULL,
  source_version TEXT NOT NULL,
  module TEXT NOT NULL,
  vendor TEXT NOT NULL
) {{strict}};

-- A sorted set of components: LEB128 differences of the ids. digest = BLAKE2b-256 of these bytes.
CREATE TABLE manifest (
  id {{key}},
  digest {{blob}} NOT NULL UNIQUE,
  size {{int}} NOT NULL,
  components {{blob}} NOT NULL
) {{strict}};

CREATE TABLE operating_system (
  id {{key}},
  family TEXT NOT NULL,
  name TEXT NOT NULL,
  release TEXT NOT NULL,
  version TEXT NOT NULL,
  build TEXT NOT NULL,
  arch TEXT NOT NULL
) {{strict}};

-- What many snapshots share besides their manifest. reboot_pending NULL = not told.
CREATE TABLE circumstance (
  id {{key}},
  operating_system_id {{int}} NOT NULL REFERENCES operating_system (id),
  kernel TEXT NOT NULL,
  reboot_pending {{int}},
  partial {{int}} NOT NULL,
  time_source TEXT NOT NULL,
  format TEXT NOT NULL
) {{strict}};

CREATE TABLE host (
  id {{key}},
  first_seen {{int}} NOT NULL
) {{strict}};

-- kind: 0 name, 1 FQDN, 2 serial, 3 UUID, 4 machine id, 5 MAC address, 6 producer's own id. last_seen NULL = still so.
CREATE TABLE host_identity (
  id {{key}},
  host_id {{int}} NOT NULL REFERENCES host (id),
  kind {{int}} NOT NULL,
  value TEXT NOT NULL,
  first_seen {{int}} NOT NULL,
  last_seen {{int}}
) {{strict}};

CREATE INDEX host_identity_host ON host_identity (host_id);

CREATE TABLE import (
  id {{key}},
  at {{int}} NOT NULL,
  who TEXT NOT NULL,
  path TEXT NOT NULL,
  digest TEXT NOT NULL,
  format TEXT NOT NULL,
  hosts {{int}} NOT NULL,
  components {{int}} NOT NULL,
  issues {{int}} NOT NULL,
  taken_back_at {{int}},
  taken_back_by TEXT,
  taken_back_why TEXT
) {{strict}};

CREATE INDEX import_digest ON import (digest);

CREATE TABLE snapshot (
  id {{key}},
  host_id {{int}} NOT NULL REFERENCES host (id),
  taken_at {{int}} NOT NULL,
  import_id {{int}} NOT NULL REFERENCES import (id),
  manifest_id {{int}} NOT NULL REFERENCES manifest (id),
  circumstance_id {{int}} NOT NULL REFERENCES circumstance (id),
  has_packages {{int}} NOT NULL
) {{strict}};

CREATE INDEX snapshot_timeline ON snapshot (host_id, taken_at, has_packages, import_id);

CREATE TABLE feed_revision (
  id {{key}},
  feed TEXT NOT NULL,
  scope TEXT NOT NULL,
  cumulative {{int}} NOT NULL,
  imported_at {{int}} NOT NULL,
  as_of {{int}},
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  records {{int}} NOT NULL,
  issues {{int}} NOT NULL
) {{strict}};

CREATE INDEX feed_revision_digest ON feed_revision (digest);

-- Apart from feed_revision, so that listing revisions does not walk through the payloads.
CREATE TABLE feed_payload (
  feed_revision_id {{key}} REFERENCES feed_revision (id),
  payload {{blob}} NOT NULL
) {{strict}};

{{append_only component}}
{{append_only manifest}}
{{append_only operating_system}}
{{append_only circumstance}}
{{append_only snapshot}}
{{append_only feed_revision}}
{{append_only feed_payload}}
{{append_only host}}
{{keep host_identity}}
{{keep import}}
