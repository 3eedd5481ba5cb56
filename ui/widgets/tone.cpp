// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tone.h"

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

ToneStyle toneStyle(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return {"neutral"_L1, Token::Text2, Token::Sunken, Token::Border, Token::Accent};
    case Tone::Info:
        return {"info"_L1, Token::InfoText, Token::InfoSoft, Token::InfoLine, Token::Info};
    case Tone::Success:
        return {"success"_L1, Token::SuccessText, Token::SuccessSoft, Token::SuccessLine, Token::Success};
    case Tone::Warning:
        return {"warning"_L1, Token::WarningText, Token::WarningSoft, Token::WarningLine, Token::Warning};
    case Tone::Danger:
        return {"danger"_L1, Token::DangerText, Token::DangerSoft, Token::DangerLine, Token::Danger};
    }
    Q_UNREACHABLE();
}

} // namespace stashdeck
