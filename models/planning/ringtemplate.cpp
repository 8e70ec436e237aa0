// SPDX-FileCopyrightText: 2026 The Breakwater authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/planning/ringtemplate.h"

namespace bw {

const std::vector<RingTemplate>& ringTemplates()
{
    static const std::vector<RingTemplate> none;
    return none;
}
const RingTemplate* ringTemplate(std::string_view)
{
    return nullptr;
}
Result<RingTemplate> ringTemplateFrom(std::string_view)
{
    return RingTemplate{};
}
Plan draftPlan(const RingTemplate&, const DraftWish& wish, const PlanGround&)
{
    return wish.base;
}

} // namespace bw
