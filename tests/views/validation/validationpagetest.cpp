// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foundation/jobrunner.h"
#include "models/items/testmatrixmodel.h"
#include "models/services/demofleet.h"
#include "models/services/validationservice.h"
#include "models/services/workspace.h"
#include "models/store/store.h"
#include "views/shell/mainwindow.h"
#include "views/theme/theme.h"
#include "views/validation/appsdialog.h"
#include "views/validation/notedialog.h"
#include "views/validation/verdictdialog.h"
#include "views/widgets/emptystate.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/inspector.h"
#include "views/widgets/page.h"
#include "views/widgets/tableview.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <functional>
#include <memory>

using namespace bw;

namespace {

constexpr int Patience = 20'000;
const QString Test = QStringLiteral("test");

QPushButton* buttonNamed(QWidget& box, const QString& text)
{
    for (QPushButton* button : box.findChildren<QPushButton*>()) {
        if (QString(button->text()).remove(u'&') == text)
            return button;
    }
    return nullptr;
}

} // namespace

/// The page Test over the sample fleet: what is shown, and every verdict by keyboard through its dialog.
class ValidationPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("BreakwaterValidationTest"));
        m_demo = m_folder.filePath(QStringLiteral("demo.bw"));
        QVERIFY(makeDemoWorkspace(m_demo.toStdString(), ProgressSink::none()).ok());
    }

    void init()
    {
        QSettings().clear();
        m_theme = std::make_unique<Theme>(Scheme::Light);
        m_jobs = std::make_unique<JobRunner>();
        m_window = std::make_unique<MainWindow>(*m_theme, *m_jobs);
        m_window->resize(1440, 900);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_jobs.reset();
        m_theme.reset();
    }

    void theMatrixAndItsInspector()
    {
        open(m_demo);
        TableView& table = tests();
        QVERIFY(table.model()->rowCount() > 10);
        QCOMPARE(table.model()->columnCount(), TestMatrixModel::FirstApp + 4);
        table.setCurrentIndex(table.model()->index(0, TestMatrixModel::FirstApp));
        const auto says = [&](const QString& words) {
            for (const QLabel* label : page().findChild<Inspector*>()->findChildren<QLabel*>()) {
                if (label->text().contains(words))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY(says(QStringLiteral("Against Web shop")));
        QVERIFY(says(QStringLiteral("Put an article into the basket")));
        type(QStringLiteral("state:failed"));
        for (int row = 0; row < table.model()->rowCount(); ++row)
            QCOMPARE(table.model()->index(row, TestMatrixModel::State).data().toString(), QStringLiteral("Failed"));
        QVERIFY(table.model()->rowCount() > 0);
    }

    void aVerdictByKeyboard()
    {
        open(m_demo);
        type(QStringLiteral("state:not-tested -note:withdrawn"));
        TableView& table = tests();
        const QString patch = table.model()->index(0, 0).data(IdRole).toString();
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, 0));
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Up);
        inDialog<VerdictDialog>(
            [&](VerdictDialog& dialog) {
                // A failure without words is not taken.
                dialog.setOutcome(TestOutcome::Failed);
                QTest::keyClick(&dialog, Qt::Key_Return);
                QVERIFY(dialog.isVisible());
                QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("the <b>page</b> stays empty"));
                QTest::keyClick(&dialog, Qt::Key_Return);
            },
            [&] { QTest::keyClick(&table, Qt::Key_V); });
        const auto verdicts = [&]() -> const std::vector<TestVerdict>& {
            return m_window->workspace()->validation().records().verdicts;
        };
        // The sample may hold older verdicts of the same patch.
        QTRY_VERIFY_WITH_TIMEOUT(!verdicts().empty() && verdicts().back().patch == patch.toStdString()
                                     && verdicts().back().outcome == TestOutcome::Failed,
                                 Patience);
        QCOMPARE(verdicts().back().reason, std::string("the <b>page</b> stays empty"));
        QTRY_VERIFY_WITH_TIMEOUT(!patchesOf(table).contains(patch), Patience); // no longer "not tested"
        for (const QLabel* label : page().findChildren<QLabel*>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
    }

    void aWaiverNeedsAReasonAndADay()
    {
        open(m_demo);
        type(QStringLiteral("state:not-tested"));
        TableView& table = tests();
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, TestMatrixModel::PatchColumn));
        inDialog<VerdictDialog>(
            [&](VerdictDialog& dialog) {
                QTest::keyClick(&dialog, Qt::Key_Return);
                QVERIFY(dialog.isVisible());
                QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("quarter closing"));
                QVERIFY(dialog.verdict().until.has_value());
                QVERIFY(dialog.verdict().check.empty()); // the application as a whole
                QTest::keyClick(&dialog, Qt::Key_Return);
            },
            [&] { QTest::keyClick(&table, Qt::Key_W); });
        const auto& service = m_window->workspace()->validation();
        QTRY_COMPARE_WITH_TIMEOUT(int(service.records().verdicts.back().outcome), int(TestOutcome::Waived), Patience);
    }

    void aKnownIssueBlocks()
    {
        open(m_demo);
        type(QStringLiteral("note:none state:passed"));
        TableView& table = tests();
        QVERIFY(table.model()->rowCount() > 0);
        const QString patch = table.model()->index(0, 0).data(IdRole).toString();
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, TestMatrixModel::PatchColumn));
        inDialog<NoteDialog>(
            [&](NoteDialog& dialog) {
                QTest::keyClicks(dialog.findChild<QPlainTextEdit*>(), QStringLiteral("prints blank pages"));
                QTest::mouseClick(buttonNamed(dialog, QStringLiteral("Record")), Qt::LeftButton);
            },
            [&] { QTest::keyClick(&table, Qt::Key_K); });
        const auto& service = m_window->workspace()->validation();
        const auto blocked = [&] {
            const PatchTests* tests = service.matrix() ? service.matrix()->find(patch.toStdString()) : nullptr;
            return tests && tests->blocked;
        };
        QTRY_VERIFY_WITH_TIMEOUT(blocked(), Patience);
    }

    void applicationsAreEdited()
    {
        open(m_folder.filePath(QStringLiteral("edit.bw")), MainWindow::Origin::Create);
        m_window->goTo(Test);
        auto* empty = page().findChild<EmptyState*>();
        QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), Patience);
        inDialog<AppsDialog>(
            [&](AppsDialog& dialog) {
                // One is there to begin with, without owner and hosts.
                QTest::mouseClick(buttonNamed(dialog, QStringLiteral("Store")), Qt::LeftButton);
                QVERIFY(dialog.isVisible());
                const auto fields = dialog.findChild<AppForm*>()->findChildren<QLineEdit*>();
                for (const char* text : {"Payroll", "Ann", "tag:pay"}) {
                    static int next = 0;
                    QLineEdit* field = fields[next++];
                    field->selectAll();
                    QTest::keyClicks(field, QString::fromLatin1(text));
                }
                QTest::mouseClick(buttonNamed(dialog, QStringLiteral("Add check")), Qt::LeftButton);
                for (QPlainTextEdit* edit : dialog.findChildren<QPlainTextEdit*>()) {
                    if (edit->isVisible())
                        QTest::keyClicks(edit, QStringLiteral("Print a slip."));
                }
                QTest::mouseClick(buttonNamed(dialog, QStringLiteral("Store")), Qt::LeftButton);
                QVERIFY(!dialog.isVisible());
            },
            [&] { QMetaObject::invokeMethod(&page(), "editApps"); });
        const auto& service = m_window->workspace()->validation();
        QTRY_COMPARE_WITH_TIMEOUT(service.records().apps.size(), std::size_t(1), Patience);
        const CriticalApp& app = service.records().apps.front();
        QCOMPARE(app.name, std::string("Payroll"));
        QCOMPARE(app.hostFilter, std::string("tag:pay"));
        QCOMPARE(app.checks.size(), std::size_t(1));
        QCOMPARE(app.checks.front().steps, std::string("Print a slip."));
    }

private:
    void open(const QString& path, MainWindow::Origin origin = MainWindow::Origin::Open)
    {
        QSignalSpy shown(m_window.get(), &MainWindow::workspaceShown);
        m_window->openWorkspace(path, origin);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty() && !m_jobs->busy(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->workspace()->validation().matrix() != nullptr, Patience);
        m_window->goTo(Test);
        m_window->activateWindow();
    }
    Page& page() { return *m_window->page(Test); }
    TableView& tests() { return *page().findChild<TableView*>(); }
    void type(const QString& filter)
    {
        auto* edit = page().findChild<FilterBar*>()->findChild<QLineEdit*>();
        edit->setFocus();
        QTest::keyClicks(edit, filter);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    static QStringList patchesOf(const TableView& table)
    {
        QStringList ids;
        for (int row = 0; row < table.model()->rowCount(); ++row)
            ids << table.model()->index(row, 0).data(IdRole).toString();
        return ids;
    }
    /// Runs `act`, which opens a modal dialog, and `use` inside it.
    template <typename Dialog>
    void inDialog(const std::function<void(Dialog&)>& use, const std::function<void()>& act)
    {
        bool used = false;
        QTimer poll;
        connect(&poll, &QTimer::timeout, this, [&] {
            auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
            // Keys go where the focus is: not before the dialog has it.
            if (!dialog || used || !dialog->isActiveWindow() || !dialog->isAncestorOf(QApplication::focusWidget()))
                return;
            used = true;
            use(*dialog);
            if (dialog->isVisible())
                dialog->reject();
        });
        poll.start(20);
        act();
        QTRY_VERIFY_WITH_TIMEOUT(used, Patience);
    }

    QTemporaryDir m_folder;
    QString m_demo;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ValidationPageTest)
#include "validationpagetest.moc"
