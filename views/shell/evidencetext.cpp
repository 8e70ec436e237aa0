// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/shell/evidencetext.h"

#include <QCoreApplication>
#include <QStringList>

namespace bw {

static QString tr(const char* text)
{
    return QCoreApplication::translate("bw::EvidenceText", text);
}

QString evidenceText(const Assessment& assessment, std::optional<Instant> asOf)
{
    QStringList parts;
    if (asOf)
        parts << tr("as of %1").arg(QString::fromStdString(toIso(*asOf)).left(16).replace(u'T', u' '));
    const Coverage& c = assessment.coverage;
    if (c.hosts > 0)
        parts << tr("%1 of %2 hosts current, %3 stale, %4 unknown")
                     .arg(c.current)
                     .arg(c.hosts)
                     .arg(c.stale)
                     .arg(c.unknown);
    for (const char* feed : {"kev", "epss"}) {
        for (const FeedRevision& revision : assessment.catalog->revisions) {
            if (revision.feed == feed)
                parts << QString::fromLatin1(feed).toUpper() + u' '
                        + QString::fromStdString(toIso(dayOf(revision.effective())));
        }
    }
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace bw
