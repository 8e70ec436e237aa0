// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>

namespace bw {

/// Random numbers that come out the same with every compiler and every C library: a generator that the standard fixes,
/// and distributions made of nothing but additions and multiplications.
class Randomness {
public:
    /// A stream of its own for each triple, so that a change of one wave does not stir the others.
    Randomness(std::uint64_t seed, std::uint64_t run, std::uint64_t part)
        : m_engine(mixed(mixed(mixed(seed) + run) + part))
    {
    }

    /// [0, 1)
    double uniform() { return double(m_engine() >> 11) * 0x1.0p-53; }
    /// 0 .. n-1; n > 0.
    std::uint64_t below(std::uint64_t n) { return std::min(std::uint64_t(uniform() * double(n)), n - 1); }
    /// Mean 0, deviation 1, within six deviations (Irwin-Hall of twelve).
    double normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum;
    }
    /// How many of n come true with probability p each: exactly by inversion where few are expected, else by the normal
    /// approximation.
    std::uint32_t binomial(std::uint32_t n, double p)
    {
        if (n == 0 || p <= 0)
            return 0;
        if (p >= 1)
            return n;
        if (p > 0.5)
            return n - binomial(n, 1 - p);
        const double mean = n * p;
        if (mean > 20) {
            const double drawn = mean + normal() * root(mean * (1 - p)) + 0.5;
            return std::uint32_t(std::clamp(drawn, 0.0, double(n)));
        }
        double probability = power(1 - p, n);
        double left = uniform();
        std::uint32_t k = 0;
        while (left > probability && k < n) {
            left -= probability;
            probability *= double(n - k) / double(k + 1) * (p / (1 - p));
            ++k;
        }
        return k;
    }

    static std::uint64_t mixed(std::uint64_t x) ///< splitmix64
    {
        x += 0x9e3779b97f4a7c15U;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
        return x ^ (x >> 31);
    }

private:
    static double power(double base, std::uint32_t n)
    {
        double result = 1;
        for (; n > 0; n >>= 1, base *= base) {
            if (n & 1U)
                result *= base;
        }
        return result;
    }
    /// Newton's steps.
    static double root(double x)
    {
        double guess = x > 1 ? x : 1;
        for (int i = 0; i < 40; ++i)
            guess = (guess + x / guess) / 2;
        return guess;
    }

    std::mt19937_64 m_engine;
};

} // namespace bw
