// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A million findings: from a keystroke in the filter bar, and from a click on a header, to the painted table. Prints
// medians in milliseconds beside the goals; answers 1 where filters disagree with asking row by row.
//   itemsbench [HOSTS [ROWS.csv]]
// ROWS.csv receives the texts of all rows, for other programs to search in. The last line is JSON: the keystrokes.
#include "models/items/findingsmodel.h"
#include "tests/support/assessmentsample.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

using namespace bw;

namespace {

double medianMs(
    int rounds, const std::function<void()>& body, const std::function<void()>& before = [] {})
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        before();
        QElapsedTimer timer;
        timer.start();
        body();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

FindingQuery queryOf(const char* text)
{
    FindingQuery query;
    query.filter = *FindingFilter::parse(text);
    return query;
}

bool agrees(const FindingTable& table, const FindingQuery& query)
{
    const RowIndex rows = table.select(query, nullptr);
    std::uint32_t at = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const bool listed = at < rows.size() && rows[at] == row;
        at += listed;
        if (row % 499 == 0 && listed != query.filter.matches(table.at(row), *table.assessment()))
            return false;
    }
    return true;
}

void prepare(QTableView& view, FindingsModel& model)
{
    view.setModel(&model);
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.verticalHeader()->hide();
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.resize(1200, 800);
    view.show();
    QApplication::processEvents();
}

/// Every text of a row that a word is looked for in, one column each. The sample's texts hold neither quotes nor commas
/// but in lists.
bool writeRows(const Assessment& all, const char* path)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> out(std::fopen(path, "wb"), std::fclose);
    if (!out)
        return false;
    std::fputs("host,fqdn,owner,tags,package,patch,cves,advisories,installed\n", out.get());
    std::string line;
    for (const Finding& finding : all.findings) {
        const Host& host = all.fleet->hosts[finding.host];
        const Patch& patch = all.patches[finding.patch];
        line = host.identity.name + ',' + host.identity.fqdn + ',' + host.attributes.owner + ',';
        for (const std::string& tag : host.attributes.tags)
            line += tag + ' ';
        line += ',' + patch.package + ',' + patch.id + ',';
        for (const CveIndex cve : patch.cves)
            line += all.catalog->cves[cve].id + ' ';
        line += ',';
        for (const std::string& advisory : patch.advisories)
            line += advisory + ' ';
        line += ',';
        line += all.fleet->components->view(finding.component).version;
        line += '\n';
        std::fwrite(line.data(), 1, line.size(), out.get());
    }
    return std::ferror(out.get()) == 0;
}

/// Types words letter by letter; the time of each keystroke is that from the filter's text to the painted table.
void type(FindingsModel& model, const std::shared_ptr<const FindingTable>& table, const FindingTable::Order& order,
          const std::function<void()>& paint)
{
    std::vector<double> times;
    std::string answers;
    for (const std::string word : {"web77", "src12", "cve-2026-10", "2.0~rc1-1"}) {
        RowIndex rows;
        for (int round = 0; round < 3; ++round) {
            for (std::size_t letters = 1; letters <= word.size(); ++letters) {
                QApplication::processEvents();
                QElapsedTimer timer;
                timer.start();
                rows = table->select(queryOf(word.substr(0, letters).c_str()), order);
                model.swap(table, rows);
                paint();
                times.push_back(double(timer.nsecsElapsed()) / 1e6);
            }
        }
        answers += (answers.empty() ? "\"" : ", \"") + word + "\": " + std::to_string(rows.size());
    }
    std::sort(times.begin(), times.end());
    std::printf("{\"rows\": %u, \"keystrokes\": %zu, \"median_ms\": %.2f, \"p95_ms\": %.2f, \"hits\": {%s}}\n",
                table->size(), times.size(), times[times.size() / 2], times[times.size() * 95 / 100], answers.c_str());
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const auto hosts = std::uint32_t(argc > 1 ? std::atoi(argv[1]) : 10'000);
    const auto all = test::sampleAssessment(1, {hosts, 2'500, 1, 0.04});
    std::shared_ptr<const FindingTable> table;
    std::printf("%zu findings, %u hosts\n", all->findings.size(), hosts);
    if (argc > 2 && !writeRows(*all, argv[2])) {
        std::fprintf(stderr, "%s cannot be written\n", argv[2]);
        return 1;
    }
    std::printf("%-44s %8.1f ms\n", "table with dictionaries and ranks (job)",
                medianMs(3, [&] { table = FindingTable::make({all}); }));

    const auto order = table->ordered(FindingTable::Column::Host, false);
    const char* const filters[] = {"w",
                                   "web77",
                                   "src12",
                                   "cve-2026-10",
                                   "2.0-1",
                                   "web1 src2 -1.0-9",
                                   "state:open due:overdue",
                                   "tag:pci kev:yes decision:>=out-of-cycle"};
    for (const char* text : filters) {
        const auto query = queryOf(text);
        if (!agrees(*table, query)) {
            std::printf("%s: wrong answer\n", text);
            return 1;
        }
        RowIndex rows;
        const double plain = medianMs(9, [&] { rows = table->select(query, nullptr); });
        const double sorted = medianMs(9, [&] { rows = table->select(query, order); });
        std::printf("filter %-37s %8.1f ms  in the order of a column %6.1f ms  %8u rows (goal 8)\n", text, plain,
                    sorted, rows.size());
    }
    for (const auto column : {FindingTable::Column::Host, FindingTable::Column::Patch, FindingTable::Column::Installed,
                              FindingTable::Column::State, FindingTable::Column::Due})
        std::printf("sort by column %d %35.1f ms (goal 33)\n", int(column),
                    medianMs(5, [&] { (void)table->ordered(column, true); }));

    JobRunner jobs;
    FindingsModel model(jobs);
    model.swap(table, RowIndex::all(table->size()));
    QTableView view;
    prepare(view, model);
    const auto everything = RowIndex::all(table->size());
    // Paints at once, the layout before it included; the events that ask for it again come later.
    const auto paint = [&] { view.viewport()->repaint(); };
    const auto shown = [&](const char* what, const char* text) {
        const auto query = queryOf(text);
        const double there = medianMs(
            7,
            [&] {
                model.swap(table, table->select(query, order));
                paint();
            },
            [&] {
                model.swap(table, everything);
                QApplication::processEvents();
            });
        const double back = medianMs(
            7,
            [&] {
                model.swap(table, table->select({}, order));
                paint();
            },
            [&] {
                model.swap(table, table->select(query, order));
                QApplication::processEvents();
            });
        std::printf("%s, \"%s\" to pixels %10.1f ms, cleared again %6.1f ms (goal 16.7)\n", what, text, there, back);
    };
    shown("nothing current", "web77");
    shown("nothing current", "w");
    view.setCurrentIndex(model.index(10, 0));
    shown("a current row", "web77");
    shown("a current row", "w");
    std::printf("repaint %44.1f ms (goal 10)\n", medianMs(9, paint));
    type(model, table, order, paint);
    return 0;
}
