// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/priority/duepolicyfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <bitset>

namespace bw {

namespace {

constexpr std::size_t LargestFile = 1 << 20;
constexpr double MostDays = 3650;

/// Takes values out of the JSON and remembers the first thing that was wrong.
class Fields {
public:
    explicit Fields(std::string_view fileName)
        : m_fileName(fileName)
    {
    }

    const std::optional<Error>& error() const { return m_error; }

    void fail(ErrorKind kind, const QString& field, const QString& subject = {})
    {
        if (!m_error)
            m_error = Error{kind, subject.toStdString(), {m_fileName, 0, 0, field.toStdString()}};
    }

    QJsonValue need(const QJsonObject& object, QLatin1String key, const QString& at)
    {
        const auto it = object.find(key);
        if (it != object.end())
            return *it;
        fail(ErrorKind::MissingField, at + key);
        return {};
    }

    std::string text(const QJsonObject& object, QLatin1String key, const QString& at)
    {
        const auto value = need(object, key, at);
        if (!value.isString() || value.toString().isEmpty())
            fail(ErrorKind::BadValue, at + key);
        return value.toString().toStdString();
    }

    bool yes(const QJsonObject& object, QLatin1String key, const QString& at)
    {
        const auto value = need(object, key, at);
        if (!value.isBool())
            fail(ErrorKind::BadValue, at + key);
        return value.toBool();
    }

    /// "total" or "partial"
    bool total(const QJsonObject& object, QLatin1String key, const QString& at)
    {
        const auto word = need(object, key, at).toString();
        if (word != QLatin1String("total") && word != QLatin1String("partial"))
            fail(ErrorKind::BadValue, at + key, word);
        return word == QLatin1String("total");
    }

    DueTerms terms(const QJsonObject& object, const QString& at, std::string rule)
    {
        DueTerms terms;
        terms.rule = std::move(rule);
        const auto days = need(object, QLatin1String("days"), at);
        if (days.isDouble() && days.toDouble() >= 0 && days.toDouble() <= MostDays
            && days.toDouble() == double(days.toInt(-1)))
            terms.days = days.toInt();
        else if (!days.isNull())
            fail(ErrorKind::BadValue, at + QLatin1String("days"));
        if (object.contains(QLatin1String("forensics")))
            terms.forensics = yes(object, QLatin1String("forensics"), at);
        return terms;
    }

private:
    std::string m_fileName;
    std::optional<Error> m_error;
};

QString path(const char* list, qsizetype index)
{
    return QLatin1String(list) + u'[' + QString::number(index) + QLatin1String("].");
}

void readDecisions(Fields& fields, const QJsonObject& root, DuePolicy& policy)
{
    const auto decisions = fields.need(root, QLatin1String("decisions"), {}).toObject();
    for (std::size_t i = 0; i < policy.byDecision.size(); ++i) {
        const auto word = name(Decision(i));
        const QLatin1String key(word.data(), qsizetype(word.size()));
        const QString at = QLatin1String("decisions.") + key + u'.';
        const auto object = fields.need(decisions, key, QStringLiteral("decisions.")).toObject();
        policy.byDecision[i] = fields.terms(object, at, "decision " + std::string(word));
    }
}

std::string threatRule(bool kev, bool exposed, bool automatable, bool total)
{
    const auto word = [](bool yes) { return yes ? "yes" : "no"; };
    return std::string("kev ") + word(kev) + ", exposed " + word(exposed) + ", automatable " + word(automatable)
        + ", impact " + (total ? "total" : "partial");
}

void readThreats(Fields& fields, const QJsonObject& root, DuePolicy& policy)
{
    const auto rows = fields.need(root, QLatin1String("rows"), {}).toArray();
    std::bitset<16> seen;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString at = path("rows", i);
        const auto row = rows[i].toObject();
        const bool kev = fields.yes(row, QLatin1String("kev"), at);
        const bool exposed = fields.yes(row, QLatin1String("exposed"), at);
        const bool automatable = fields.yes(row, QLatin1String("automatable"), at);
        const bool total = fields.total(row, QLatin1String("impact"), at);
        const auto place = threatRow(kev, exposed, automatable, total);
        if (seen.test(place))
            fields.fail(ErrorKind::Conflict, at, QStringLiteral("the same combination stands twice"));
        seen.set(place);
        policy.byThreat[place] = fields.terms(row, at, threatRule(kev, exposed, automatable, total));
    }
    if (!seen.all())
        fields.fail(ErrorKind::MissingField, QStringLiteral("rows"),
                    QStringLiteral("%1 of 16 combinations").arg(seen.count()));
}

void readAssumptions(Fields& fields, const QJsonObject& root, DuePolicy::Assumptions& assumptions)
{
    const QString at = QStringLiteral("unknown.");
    const auto unknown = fields.need(root, QLatin1String("unknown"), {}).toObject();
    assumptions.exposed = fields.yes(unknown, QLatin1String("exposed"), at);
    assumptions.automatable = fields.yes(unknown, QLatin1String("automatable"), at);
    assumptions.impactTotal = fields.total(unknown, QLatin1String("impact"), at);
    assumptions.kevAutomatable = fields.yes(unknown, QLatin1String("kevAutomatable"), at);
    assumptions.kevImpactTotal = fields.total(unknown, QLatin1String("kevImpact"), at);
    if (unknown.contains(QLatin1String("neither")))
        assumptions.neither = fields.terms(unknown[QLatin1String("neither")].toObject(), at + QLatin1String("neither."),
                                           "kev no, automatable and impact not published");
}

DuePolicy readPolicy(Fields& fields, const QJsonObject& root)
{
    DuePolicy policy;
    policy.id = fields.text(root, QLatin1String("id"), {});
    policy.title = fields.text(root, QLatin1String("title"), {});
    policy.kevStartsClock = fields.yes(root, QLatin1String("kevStartsClock"), {});
    const auto basis = fields.text(root, QLatin1String("basis"), {});
    if (basis == "decision") {
        readDecisions(fields, root, policy);
    } else if (basis == "threat") {
        policy.basis = DuePolicy::Basis::Threat;
        readThreats(fields, root, policy);
        readAssumptions(fields, root, policy.assumptions);
    } else {
        fields.fail(ErrorKind::BadValue, QStringLiteral("basis"), QString::fromStdString(basis));
    }
    return policy;
}

} // namespace

Result<DuePolicy> duePolicyFromJson(std::string_view json, std::string_view fileName)
{
    const Place place{std::string(fileName), 0, 0, {}};
    if (json.size() > LargestFile)
        return Error{ErrorKind::TooLarge, std::string(fileName), place};
    QJsonParseError problem;
    const auto document =
        QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), qsizetype(json.size())), &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{ErrorKind::Malformed, problem.errorString().toStdString(), place};
    if (!document.isObject())
        return Error{ErrorKind::Malformed, "not an object", place};
    Fields fields(fileName);
    DuePolicy policy = readPolicy(fields, document.object());
    if (fields.error())
        return *fields.error();
    return policy;
}

std::vector<std::string> bundledDuePolicies()
{
    std::vector<std::string> ids;
    const auto files =
        QDir(QStringLiteral(":/policies")).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& file : files)
        ids.push_back(file.chopped(5).toStdString());
    std::stable_partition(ids.begin(), ids.end(), [](const std::string& id) { return id == "default"; });
    return ids;
}

Result<DuePolicy> bundledDuePolicy(std::string_view id)
{
    const auto ids = bundledDuePolicies();
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        return Error{ErrorKind::NotFound, std::string(id), {}};
    const std::string fileName = std::string(id) + ".json";
    QFile file(QStringLiteral(":/policies/") + QString::fromStdString(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::NotReadable, fileName, {}};
    const QByteArray json = file.readAll();
    return duePolicyFromJson({json.constData(), std::size_t(json.size())}, fileName);
}

} // namespace bw
