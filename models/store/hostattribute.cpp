// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/hostrepository.h"

#include <algorithm>
#include <array>

namespace bw {

static constexpr std::array<std::string_view, 9> Names = {
    "exposure", "importance", "safety", "owner", "site", "role", "tags", "excluded", "excluded-reason"};

std::string_view name(AttributeField field)
{
    return Names[std::size_t(field)];
}

std::optional<AttributeField> attributeFieldFrom(std::string_view name)
{
    const auto found = std::find(Names.begin(), Names.end(), name);
    if (found == Names.end())
        return {};
    return AttributeField(found - Names.begin());
}

template <typename T>
static std::string textOf(const std::optional<T>& value)
{
    return value ? std::string(name(*value)) : std::string();
}

static std::string joinTags(const std::vector<std::string>& tags)
{
    std::string text;
    for (const std::string& tag : tags) {
        if (!text.empty())
            text += ',';
        text += tag;
    }
    return text;
}

static std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

static std::vector<std::string> splitTags(std::string_view text)
{
    std::vector<std::string> tags;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        if (const auto tag = trimmed(text.substr(0, end)); !tag.empty())
            tags.emplace_back(tag);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

std::string attributeText(const HostAttributes& a, AttributeField field)
{
    switch (field) {
    case AttributeField::Exposure:
        return textOf(a.exposure);
    case AttributeField::Importance:
        return textOf(a.importance);
    case AttributeField::Safety:
        return textOf(a.safety);
    case AttributeField::Owner:
        return a.owner;
    case AttributeField::Site:
        return a.site;
    case AttributeField::Role:
        return a.role;
    case AttributeField::Tags:
        return joinTags(a.tags);
    case AttributeField::Excluded:
        return a.excluded ? "yes" : "";
    case AttributeField::ExcludedReason:
        return a.excludedReason;
    }
    return {};
}

template <typename T>
static bool setOptional(std::optional<T>& value, std::string_view text, std::optional<T> read)
{
    if (!text.empty() && !read)
        return false;
    value = text.empty() ? std::optional<T>() : read;
    return true;
}

bool setAttribute(HostAttributes& a, AttributeField field, std::string_view text)
{
    switch (field) {
    case AttributeField::Exposure:
        return setOptional(a.exposure, text, exposureFrom(text));
    case AttributeField::Importance:
        return setOptional(a.importance, text, missionFrom(text));
    case AttributeField::Safety:
        return setOptional(a.safety, text, safetyFrom(text));
    case AttributeField::Owner:
        a.owner = text;
        return true;
    case AttributeField::Site:
        a.site = text;
        return true;
    case AttributeField::Role:
        a.role = text;
        return true;
    case AttributeField::Tags:
        a.tags = splitTags(text);
        return true;
    case AttributeField::Excluded:
        if (!text.empty() && text != "yes")
            return false;
        a.excluded = !text.empty();
        return true;
    case AttributeField::ExcludedReason:
        a.excludedReason = text;
        return true;
    }
    return false;
}

} // namespace bw
