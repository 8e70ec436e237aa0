-- SPDX-FileCopyrightText: 2026 The Breakwater authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Pending updates: what vendors offer, and what a snapshot told of it. Evidence like the rest: never changed or deleted.

-- id is the dense OfferId, from 0. build_id: the offered component; installed_id: the one that it would replace, without
-- a version where that was not told. '' = not told.
CREATE TABLE offer (
  id {{key}},
  build_id {{int}} NOT NULL REFERENCES component (id),
  installed_id {{int}} NOT NULL REFERENCES component (id),
  origin TEXT NOT NULL,
  advisory TEXT NOT NULL,
  title TEXT NOT NULL,
  severity TEXT NOT NULL,
  security {{int}} NOT NULL
) {{strict}};

-- offers: a sorted set of offer ids, packed as a manifest is; size 0 = no list of pending updates was told.
-- stale_services: services that still run replaced files, one a line.
CREATE TABLE snapshot_pending (
  snapshot_id {{key}} REFERENCES snapshot (id),
  size {{int}} NOT NULL,
  offers {{blob}} NOT NULL,
  stale_services TEXT NOT NULL
) {{strict}};

{{append_only offer}}
{{append_only snapshot_pending}}
