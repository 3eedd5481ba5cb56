// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/values/jsonhighlighter.h"

namespace stashdeck {

namespace {

constexpr qsizetype colouredCharacters = 4000;
/// Documents beyond this keep their colours of before a change of theme until they are opened again.
constexpr int rehighlightBlocks = 5000;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'+' || c == u'-';
}

} // namespace

JsonHighlighter::JsonHighlighter(const Theme *theme, QTextDocument *document)
    : QSyntaxHighlighter(document)
    , m_theme(theme)
{
    connect(theme, &Theme::changed, this, [this] {
        if (m_enabled && this->document()->blockCount() <= rehighlightBlocks)
            rehighlight();
    });
}

void JsonHighlighter::setEnabled(bool enabled)
{
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    if (document()->blockCount() <= rehighlightBlocks)
        rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    if (!m_enabled)
        return;
    QTextCharFormat key;
    key.setForeground(m_theme->color(Token::SynKey));
    QTextCharFormat string;
    string.setForeground(m_theme->color(Token::SynString));
    QTextCharFormat number;
    number.setForeground(m_theme->color(Token::SynNumber));
    QTextCharFormat keyword;
    keyword.setForeground(m_theme->color(Token::SynKeyword));
    keyword.setFontWeight(QFont::DemiBold);

    const qsizetype end = std::min(text.size(), colouredCharacters);
    qsizetype i = 0;
    while (i < end) {
        const QChar c = text.at(i);
        const qsizetype start = i;
        if (c == u'"') {
            ++i;
            while (i < text.size() && text.at(i) != u'"')
                i += text.at(i) == u'\\' ? 2 : 1;
            i = std::min(i + 1, text.size());
            qsizetype after = i;
            while (after < text.size() && text.at(after).isSpace())
                ++after;
            const bool isKey = after < text.size() && text.at(after) == u':';
            setFormat(int(start), int(i - start), isKey ? key : string);
        } else if (c.isDigit() || c == u'-') {
            while (i < text.size() && isWordCharacter(text.at(i)))
                ++i;
            setFormat(int(start), int(i - start), number);
        } else if (c.isLetter()) {
            while (i < text.size() && isWordCharacter(text.at(i)))
                ++i;
            const QStringView word = QStringView(text).mid(start, i - start);
            if (word == u"true" || word == u"false" || word == u"null")
                setFormat(int(start), int(i - start), keyword);
        } else {
            ++i;
        }
    }
}

} // namespace stashdeck
