// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>
#include <cstdint>

namespace bw {

/// What a thing on screen has to say about its state. Pages translate the words of the domain into these; the look of
/// each (shape, ink, ground) is decided here and nowhere else. `Neutral` carries no state and no shape.
enum class Tone : std::uint8_t { Neutral, Immediate, OutOfCycle, Scheduled, Defer, Verified, CannotTell };

/// The six tones that tell a state.
inline constexpr std::array<Tone, 6> stateTones{Tone::Immediate, Tone::OutOfCycle, Tone::Scheduled,
                                                Tone::Defer,     Tone::Verified,   Tone::CannotTell};

/// `ink` draws shape, word and border, on `ground` or on any surface; at least 4.5:1 on all of them.
struct ToneColours {
    QColor ink;
    QColor ground;
};

/// The colours of one theme by what they are for. Plain data; a test holds both tables to their contrasts and to their
/// distances under protan, deutan and tritan vision.
struct Tokens {
    bool dark;
    QColor window; ///< behind everything
    QColor surface; ///< lists, inspector, navigation
    QColor raised; ///< menus, cards, tool tips, buttons
    QColor line; ///< hairline between surfaces and rows
    QColor strongLine; ///< border of a control or a card
    QColor outline; ///< border that must be seen by itself (check box, radio): at least 3:1
    QColor text;
    QColor muted; ///< second text, at least 4.5:1
    QColor faint; ///< decoration only: what may be missed
    QColor accent; ///< link, current place, focus, primary button
    QColor accentGround; ///< selected row, current place
    QColor onAccent; ///< text on accent
    QColor hover; ///< under the pointer
    std::array<ToneColours, 7> tones; ///< by Tone

    const ToneColours& tone(Tone t) const { return tones[static_cast<std::size_t>(t)]; }
    QColor ink(Tone t) const { return tone(t).ink; }
    QColor ground(Tone t) const { return tone(t).ground; }
};

const Tokens& lightTokens();
const Tokens& darkTokens();

} // namespace bw
