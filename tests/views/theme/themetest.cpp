// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include "views/theme/icons.h"
#include "views/theme/palette.h"
#include "views/theme/shape.h"
#include "views/theme/style.h"
#include "views/theme/systemscheme.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cmath>

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double linear(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Triple linearRgb(const QColor& c)
{
    return {linear(double(c.redF())), linear(double(c.greenF())), linear(double(c.blueF()))};
}

double luminance(const QColor& c)
{
    const Triple rgb = linearRgb(c);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/// WCAG 2.2 contrast ratio.
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

// Machado, Oliveira, Fernandes (2009), severity 1.0, applied to linear RGB.
const std::array<std::pair<const char*, Matrix>, 4> visions{{
    {"ordinary", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protan", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"deutan", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"tritan", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}},
}};

Triple seenThrough(const Matrix& m, const Triple& v)
{
    Triple out{};
    for (std::size_t i = 0; i < 3; ++i) {
        out[i] = std::clamp(m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2], 0.0, 1.0);
    }
    return out;
}

/// CIE L*a*b*, D65.
Triple lab(const Triple& rgb)
{
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    const double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double deltaE76(const QColor& a, const QColor& b, const Matrix& vision)
{
    const Triple p = lab(seenThrough(vision, linearRgb(a)));
    const Triple q = lab(seenThrough(vision, linearRgb(b)));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

QImage painted(QWidget& widget)
{
    QImage image(widget.size(), QImage::Format_ARGB32);
    image.fill(Qt::magenta);
    widget.render(&image);
    return image;
}

double strongestContrast(const QImage& image, const QColor& ground)
{
    double best = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            best = std::max(best, contrast(image.pixelColor(x, y), ground));
        }
    }
    return best;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static const bw::Tokens& tokens()
    {
        QFETCH_GLOBAL(bool, dark);
        return dark ? bw::darkTokens() : bw::lightTokens();
    }

private Q_SLOTS:
    void initTestCase_data() { themes(); }

    void textCanBeRead()
    {
        const bw::Tokens& t = tokens();
        for (const QColor& ground : {t.window, t.surface, t.raised, t.accentGround, t.hover}) {
            QVERIFY2(contrast(t.text, ground) >= 7, qPrintable(ground.name()));
            QVERIFY2(contrast(t.muted, ground) >= 4.5, qPrintable(ground.name()));
            QVERIFY2(contrast(t.accent, ground) >= 4.5, qPrintable(ground.name()));
        }
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
    }

    void bordersThatCarryMeaningCanBeSeen()
    {
        const bw::Tokens& t = tokens();
        for (const QColor& ground : {t.window, t.surface, t.raised}) {
            QVERIFY2(contrast(t.outline, ground) >= 3, qPrintable(ground.name()));
            QVERIFY2(contrast(t.accent, ground) >= 3, qPrintable(ground.name()));
        }
    }

    void tonesCanBeRead()
    {
        const bw::Tokens& t = tokens();
        for (const bw::Tone tone : bw::stateTones) {
            const QColor ink = t.ink(tone);
            for (const QColor& ground : {t.ground(tone), t.window, t.surface, t.raised, t.accentGround}) {
                QVERIFY2(contrast(ink, ground) >= 4.5,
                         qPrintable(
                             QStringLiteral("%1 on %2: %3").arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
            }
        }
    }

    void tonesStayApartForEveryEye()
    {
        const bw::Tokens& t = tokens();
        for (const auto& [name, vision] : visions) {
            for (std::size_t i = 0; i < bw::stateTones.size(); ++i) {
                for (std::size_t j = i + 1; j < bw::stateTones.size(); ++j) {
                    const QColor a = t.ink(bw::stateTones[i]);
                    const QColor b = t.ink(bw::stateTones[j]);
                    const double distance = deltaE76(a, b, vision);
                    QVERIFY2(distance >= 12,
                             qPrintable(QStringLiteral("%1: %2 and %3 are %4 apart")
                                            .arg(QLatin1String(name), a.name(), b.name())
                                            .arg(distance)));
                }
            }
        }
    }

    void everyToneHasItsOwnShape()
    {
        const QRectF box(0, 0, 20, 20);
        QVERIFY(bw::shapePath(bw::Tone::Neutral, box).isEmpty());
        for (const bw::Tone tone : bw::stateTones) {
            const QPainterPath path = bw::shapePath(tone, box);
            QVERIFY(!path.isEmpty());
            QVERIFY(box.adjusted(-1, -1, 1, 1).contains(path.boundingRect()));
            for (const bw::Tone other : bw::stateTones) {
                QCOMPARE(path == bw::shapePath(other, box), tone == other);
            }
        }
        QVERIFY(!bw::shapePath(bw::Tone::Defer, box).contains(box.center()));
        QVERIFY(bw::shapePath(bw::Tone::Scheduled, box).contains(box.center()));
    }

    void everyIconIsThereAndTakesTheInk()
    {
        const QColor ink = tokens().accent;
        for (int i = 0; i < bw::iconCount; ++i) {
            const auto icon = static_cast<bw::Icon>(i);
            const QString file = QStringLiteral(":/breakwater/icons/%1.svg").arg(bw::iconName(icon));
            QVERIFY2(QFile::exists(file), qPrintable(file));
            const QImage image = bw::tintedPixmap(icon, QSize(16, 16), 2.0, ink).toImage();
            QCOMPARE(image.size(), QSize(32, 32));
            int solid = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() == 255) {
                        ++solid;
                        QCOMPARE(pixel.rgb(), ink.rgb());
                    }
                }
            }
            QVERIFY2(solid > 8, qPrintable(file));
        }
        QVERIFY(!bw::applicationIcon().pixmap(64, 64).isNull());
    }

    void frameOfAnUncheckedBoxIsVisible()
    {
        QFETCH_GLOBAL(bool, dark);
        bw::Theme theme(dark ? bw::Scheme::Dark : bw::Scheme::Light);
        QCheckBox box;
        QRadioButton radio;
        for (QAbstractButton* button : {static_cast<QAbstractButton*>(&box), static_cast<QAbstractButton*>(&radio)}) {
            button->resize(24, 24);
            QVERIFY(strongestContrast(painted(*button), tokens().window) >= 3);
        }
    }

    void changesAtRunTime()
    {
        bw::Theme theme(bw::Scheme::Light);
        QPushButton button(QStringLiteral("Approve"));
        bw::setPrimary(&button);
        button.setGeometry(300, 300, 120, 30); // away from the pointer
        button.show();
        QCOMPARE(bw::Theme::tokensOf(&button).dark, false);
        QCOMPARE(button.palette().color(QPalette::Window), bw::lightTokens().window);
        QSignalSpy changed(&theme, &bw::Theme::changed);
        theme.setScheme(bw::Scheme::Dark);
        QCOMPARE(bw::Theme::tokensOf(&button).dark, true);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(button.palette().color(QPalette::Window), bw::darkTokens().window);
        theme.setScheme(bw::Scheme::Dark);
        QCoreApplication::processEvents();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(painted(button).pixelColor(60, 4), bw::darkTokens().accent);
    }

    void densityChangesRowHeight()
    {
        bw::Theme theme(bw::Scheme::Light);
        QWidget widget;
        const int normal = bw::Theme::rowHeightOf(&widget);
        theme.setDensity(bw::Density::Compact);
        QCOMPARE(bw::Theme::rowHeightOf(&widget), normal - 8);
        QFont large = widget.font();
        large.setPixelSize(26);
        QVERIFY(bw::rowHeight(large, bw::Density::Normal) > normal);
    }

    void systemFollowsTheDesktop()
    {
        qunsetenv("GTK_THEME");
        QVERIFY(bw::systemPrefersDark(bw::paletteOf(bw::darkTokens())));
        QVERIFY(!bw::systemPrefersDark(bw::paletteOf(bw::lightTokens())));
        qputenv("GTK_THEME", "Adwaita:dark");
        QVERIFY(bw::systemPrefersDark(bw::paletteOf(bw::lightTokens())));
        qunsetenv("GTK_THEME");
    }

    void chipElidesInsteadOfSpilling()
    {
        QImage image(60, 24, QImage::Format_ARGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        bw::paintChip(painter, tokens(), bw::baseFont(), QRect(0, 0, 40, 24), bw::Tone::Immediate,
                      QStringLiteral("Immediate and more"));
        painter.end();
        for (int y = 0; y < image.height(); ++y) {
            QCOMPARE(image.pixelColor(45, y), QColor(Qt::white));
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
