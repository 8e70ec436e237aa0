// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"
#include "views/widgets/accessibilityguard.h"
#include "views/widgets/celldelegates.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/jobindicator.h"
#include "views/widgets/messagebar.h"
#include "views/widgets/navigationlist.h"
#include "views/widgets/plaintext.h"
#include "views/widgets/tabseparated.h"

#include <QAccessible>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QUrl>

namespace {

const QString markup = QStringLiteral("<b>x</b>");

bw::FacetView facet(const char* id, bool checked = false)
{
    return {QLatin1String(id), QLatin1String(id), bw::Tone::Neutral, 3, checked};
}

QStringList labelTexts(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (!label->isHidden()) {
            texts.append(label->text());
        }
    }
    return texts;
}

} // namespace

class WidgetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<bw::Theme>(bw::Scheme::Light); }

    void filterWaitsForTheLastKey()
    {
        bw::FilterBar bar;
        auto* edit = bar.findChild<QLineEdit*>();
        QSignalSpy changed(&bar, &bw::FilterBar::filterChanged);
        QTest::keyClicks(edit, QStringLiteral("web"));
        QCOMPARE(changed.count(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 1000);
        QCOMPARE(changed.at(0).at(0).toString(), QStringLiteral("web"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(changed.count(), 1);
    }

    void returnAndEscapeApplyAtOnce()
    {
        bw::FilterBar bar;
        auto* edit = bar.findChild<QLineEdit*>();
        QSignalSpy changed(&bar, &bw::FilterBar::filterChanged);
        QTest::keyClicks(edit, QStringLiteral("a"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(changed.count(), 1);
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(changed.count(), 2);
        QCOMPARE(bar.filter(), QString());
        QTest::qWait(250);
        QCOMPARE(changed.count(), 2);
    }

    void coloursDoNotDisturbUndo()
    {
        bw::FilterBar bar;
        auto* edit = bar.findChild<QLineEdit*>();
        QTest::keyClicks(edit, QStringLiteral("host:web -os:linux"));
        QCOMPARE(edit->text(), QStringLiteral("host:web -os:linux"));
        edit->setCursorPosition(4);
        QTest::keyClicks(edit, QStringLiteral("x"));
        QCOMPARE(edit->text(), QStringLiteral("hostx:web -os:linux"));
        QCOMPARE(edit->cursorPosition(), 5);
        edit->undo();
        QCOMPARE(edit->text(), QStringLiteral("host:web -os:linux"));
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("y"));
        QCOMPARE(edit->text(), QStringLiteral("y"));
    }

    void filterSetFromOutsideIsNotToldBack()
    {
        bw::FilterBar bar;
        QSignalSpy changed(&bar, &bw::FilterBar::filterChanged);
        bar.setFilter(QStringLiteral("decision:immediate host:web"));
        QTest::qWait(250);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(bar.filter(), QStringLiteral("decision:immediate host:web"));
    }

    void invalidFilterSaysWhy()
    {
        bw::FilterBar bar;
        bar.setInvalid(QStringLiteral("Column 5: expected a number"));
        QVERIFY(labelTexts(bar).contains(QStringLiteral("Column 5: expected a number")));
        QVERIFY(bar.findChild<QLineEdit*>()->property("bwInvalid").toBool());
        bar.setInvalid({});
        QVERIFY(!bar.findChild<QLineEdit*>()->property("bwInvalid").toBool());
        QVERIFY(!labelTexts(bar).contains(QStringLiteral("Column 5: expected a number")));
    }

    void facetsTellAndAreKeptById()
    {
        bw::FilterBar bar;
        QSignalSpy toggled(&bar, &bw::FilterBar::facetToggled);
        bar.setFacets({facet("a"), facet("b", true)});
        const auto chips = bar.findChildren<bw::FacetChip*>();
        QCOMPARE(chips.size(), 2);
        QTest::keyClick(chips.at(0), Qt::Key_Space);
        QCOMPARE(toggled.count(), 1);
        QCOMPARE(toggled.at(0), (QVariantList{QStringLiteral("a"), true}));
        bar.setFacets({facet("a", true), facet("c")});
        QCOMPARE(toggled.count(), 1); // what is set is not told back
        QVERIFY(chips.at(0)->isChecked());
        QCOMPARE(chips.at(0)->facet().id, QStringLiteral("a"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(bar.findChildren<bw::FacetChip*>().size(), 2);
        QVERIFY(chips.at(0)->sizeHint().height() >= 24);
    }

    void facetsMayChangeWhileOneIsToggled()
    {
        bw::FilterBar bar;
        bar.setFacets({facet("a"), facet("b")});
        connect(&bar, &bw::FilterBar::facetToggled, &bar, [&bar] { bar.setFacets({facet("b")}); });
        bar.findChildren<bw::FacetChip*>().at(0)->click();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(bar.findChildren<bw::FacetChip*>().size(), 1);
    }

    void tabSeparatedKeepsCellsApartAndGuardsFormulas()
    {
        QCOMPARE(bw::tabSeparated({QStringLiteral("a\tb"), QStringLiteral("c\nd")}), QStringLiteral("a b\tc d\n"));
        QCOMPARE(bw::tabSeparated(
                     {QStringLiteral("=cmd()"), QStringLiteral("-1.5"), QStringLiteral("-x"), QStringLiteral("-")}),
                 QStringLiteral("'=cmd()\t-1.5\t'-x\t-\n"));
        QCOMPARE(bw::tabSeparated({QString(), QString()}), QStringLiteral("\t\n"));
    }

    void importedTextIsNeverMarkup()
    {
        QCOMPARE(bw::plainCaption(QStringLiteral("R&D")), QStringLiteral("R&&D"));
        QTextDocument shown;
        shown.setHtml(bw::plainToolTip(markup));
        QCOMPARE(shown.toPlainText(), markup);

        bw::Inspector inspector;
        bw::InspectorSection section{.heading = markup};
        section.pairs = {{markup, markup}};
        section.rows = {{.text = markup, .detail = markup, .trailing = markup}};
        section.prose = markup;
        inspector.setContent({.title = markup, .subtitle = markup, .sections = {section}});
        const auto labels = inspector.findChildren<QLabel*>();
        QCOMPARE(labelTexts(inspector).count(markup), 9);
        for (const QLabel* label : labels) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
        }
        bw::MessageBar bar;
        bar.showMessage({.text = markup});
        bw::EmptyState empty;
        empty.setContent(bw::Icon::Fleet, markup);
        for (const QWidget* widget : {static_cast<const QWidget*>(&bar), static_cast<const QWidget*>(&empty)}) {
            for (const QLabel* label : widget->findChildren<QLabel*>()) {
                QCOMPARE(label->textFormat(), Qt::PlainText);
            }
        }
    }

    void longNamesAreNotCut()
    {
        const QString name = QStringLiteral("donaudampfschifffahrtsgesellschaft-süd/x");
        QCOMPARE(bw::longestWord(name), qsizetype(34));
        QCOMPARE(bw::longestWord(QString()), qsizetype(0));
        QString shown = bw::wrapAnywhere(name);
        QVERIFY(bw::longestWord(QString(shown).replace(QChar(0x200b), u' ')) <= 8);
        QCOMPARE(shown.remove(QChar(0x200b)), name);
        bw::Inspector inspector;
        inspector.setContent({name, {}, {}});
        QLabel* title = inspector.findChild<QLabel*>();
        QCOMPARE(title->accessibleName(), name); // a screen reader hears it in one
        QVERIFY(title->heightForWidth(200) > title->heightForWidth(2000));
    }

    void inspectorKeepsWhatDidNotChange()
    {
        bw::Inspector inspector;
        inspector.resize(320, 200);
        inspector.show();
        bw::InspectorContent content{.title = QStringLiteral("openssl"), .subtitle = {}, .sections = {}};
        for (int i = 0; i < 6; ++i) {
            content.sections.push_back({.heading = QString::number(i), .prose = QStringLiteral("text ").repeated(60)});
        }
        inspector.setContent(content);
        QCoreApplication::processEvents();
        const auto find = [&](const QString& text) -> QLabel* {
            for (QLabel* label : inspector.findChildren<QLabel*>()) {
                if (label->text() == text) {
                    return label;
                }
            }
            return nullptr;
        };
        QLabel* first = find(QStringLiteral("0"));
        inspector.verticalScrollBar()->setValue(80);
        content.sections[3].heading = QStringLiteral("changed");
        inspector.setContent(content);
        QCoreApplication::processEvents();
        QCOMPARE(find(QStringLiteral("0")), first);
        QVERIFY(find(QStringLiteral("changed")));
        QCOMPARE(inspector.verticalScrollBar()->value(), 80);
        content.sections.resize(1);
        inspector.setContent(content);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!find(QStringLiteral("changed")));
    }

    void inspectorLinksTellTheirId()
    {
        bw::Inspector inspector;
        bw::InspectorSection section{.heading = QStringLiteral("Hosts")};
        section.rows = {{.text = QStringLiteral("web-01"), .id = QStringLiteral("host:1")}};
        section.links = {{QStringLiteral("more"), QStringLiteral("10 more")}};
        inspector.setContent({.title = QStringLiteral("t"), .subtitle = {}, .sections = {section}});
        QSignalSpy chosen(&inspector, &bw::Inspector::linkActivated);
        for (bw::LinkButton* link : inspector.findChildren<bw::LinkButton*>()) {
            QVERIFY(link->focusPolicy() & Qt::TabFocus);
            QTest::keyClick(link, Qt::Key_Space);
        }
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("host:1"));
        QCOMPARE(chosen.at(1).at(0).toString(), QStringLiteral("more"));
    }

    void messageGoesByItselfUnlessLookedAt()
    {
        QWidget page;
        page.setGeometry(400, 400, 300, 200); // away from the pointer
        QLineEdit elsewhere(&page);
        bw::MessageBar bar(&page);
        page.show();
        elsewhere.setFocus();
        QSignalSpy closed(&bar, &bw::MessageBar::closed);
        QSignalSpy action(&bar, &bw::MessageBar::actionChosen);
        bar.showMessage({.text = QStringLiteral("Moved"), .hideAfterMs = 30});
        QVERIFY(!bar.isHidden());
        QTRY_COMPARE_WITH_TIMEOUT(closed.count(), 1, 3000);
        QVERIFY(bar.isHidden());
        bar.showUndo(QStringLiteral("Moved 3 patches"));
        QCOMPARE(bar.message().hideAfterMs, 10'000);
        bar.findChild<QPushButton*>()->click();
        QCOMPARE(action.count(), 1);
        QCOMPARE(closed.count(), 2);
    }

    void navigationGoesByKeyAndKeepsQuietWhenTold()
    {
        QWidget window;
        bw::NavigationList list(&window);
        list.setEntries({{QStringLiteral("a"), QStringLiteral("A")},
                         {.id = {}, .label = QStringLiteral("Record"), .heading = true},
                         {QStringLiteral("b"), QStringLiteral("B")}});
        QSignalSpy chosen(&list, &bw::NavigationList::chosen);
        list.setCurrent(QStringLiteral("a"));
        QCOMPARE(list.current(), QStringLiteral("a"));
        QCOMPARE(chosen.count(), 0);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("b"));
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Up);
        QCOMPARE(list.current(), QStringLiteral("a")); // over the heading
        list.setCount(QStringLiteral("b"), QStringLiteral("1 old"), QStringLiteral("1 feed is old"));
        QCOMPARE(list.model()->index(2, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("B, 1 feed is old"));
    }

    void jobsCanBeCancelledFromTheBarAndTheList()
    {
        bw::JobIndicator jobs;
        QSignalSpy cancel(&jobs, &bw::JobIndicator::cancelRequested);
        jobs.setJobs({{7, QStringLiteral("Import"), {}, 0.5}, {8, QStringLiteral("Feed"), {}, {}}});
        jobs.show();
        jobs.findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly).at(1)->click();
        QCOMPARE(cancel.at(0).at(0).toULongLong(), 7U);
        jobs.showList();
        QToolButton* second = nullptr;
        for (QToolButton* button : jobs.findChildren<QToolButton*>()) {
            second = button->accessibleName().endsWith(QStringLiteral("Feed")) ? button : second;
        }
        QVERIFY(second);
        connect(&jobs, &bw::JobIndicator::cancelRequested, &jobs, [&jobs] { jobs.setJobs({}); });
        second->click();
        QTRY_COMPARE(cancel.count(), 2);
        QCOMPARE(cancel.at(1).at(0).toULongLong(), 8U);
    }

    void filesCanBeDropped()
    {
        QWidget target;
        target.resize(200, 100);
        bw::DropOverlay overlay(&target);
        target.show();
        QSignalSpy dropped(&overlay, &bw::DropOverlay::filesDropped);
        QMimeData text;
        text.setText(QStringLiteral("words"));
        QDragEnterEvent words(QPoint(5, 5), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&target, &words);
        QVERIFY(overlay.isHidden());
        QMimeData files;
        files.setUrls(
            {QUrl::fromLocalFile(QStringLiteral("/srv/fleet.csv")), QUrl(QStringLiteral("https://example.org/x"))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction | Qt::MoveAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&target, &enter);
        QVERIFY(enter.isAccepted());
        QVERIFY(overlay.isVisible());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction | Qt::MoveAction, &files, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&target, &drop);
        QCOMPARE(drop.dropAction(), Qt::CopyAction); // the file stays where it is
        QCOMPARE(dropped.at(0).at(0).toStringList(), QStringList{QStringLiteral("/srv/fleet.csv")});
        QVERIFY(!overlay.isVisible());
    }

    void scrollAreasAnswerForTheirChildrenOnly()
    {
        bw::installAccessibilityGuard();
        bw::Inspector inspector;
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&inspector);
        QVERIFY(accessible);
        QCOMPARE(accessible->child(accessible->childCount() + 50), nullptr);
        QCOMPARE(accessible->child(-1), nullptr);
    }

    void cleanupTestCase() { m_theme.reset(); }

private:
    std::unique_ptr<bw::Theme> m_theme;
};

QTEST_MAIN(WidgetsTest)
#include "widgetstest.moc"
