// SPDX-FileCopyrightText: 2026 The Outlay authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/reporthtml.h"

#include "views/palette.h"
#include "views/reportcells.h"

#include <algorithm>
#include <cmath>

namespace outlay::views {

using items::Kind;

namespace {

constexpr int kWidth = 640;    ///< of the page, in pixels
constexpr int kBarWidth = 6;   ///< of a week of a trend
constexpr int kBarHeight = 24; ///< of its greatest week
constexpr int kUnbroken = 20;  ///< letters of a name after which a line may break

const QString kFont = QStringLiteral("font-family:Arial,sans-serif");

/// A text of a log: escaped, and with places where a long name may be broken.
QString escaped(const QString &text)
{
    QString out;
    int run = 0;
    for (const uint code : printable(text).toUcs4()) {
        const char32_t letter = code;
        out += QString::fromUcs4(&letter, 1).toHtmlEscaped();
        const bool isGap = letter == U' ' || letter == U'-'; // where it is broken without being told
        run = isGap ? 0 : run + 1;
        if (letter == U'_' || letter == U'/' || run >= kUnbroken) {
            out += QStringLiteral("<wbr>");
            run = 0;
        }
    }
    return out;
}

/// Writes the page from top to bottom.
class HtmlWriter
{
public:
    HtmlWriter()
        : m_colours(palette(false))
        , m_ground(m_colours.card.name())
    {
    }

    QString page(const ReportFacts &facts, const QList<ReportPart> &parts)
    {
        begin(facts.title);
        paragraph(facts.title, 22, m_colours.text, QStringLiteral("h1"));
        paragraph(facts.period + QStringLiteral(" · ") + facts.filter, 13, m_colours.secondary);
        for (const ReportPart &part : parts)
            add(part);
        gap();
        for (const QString &line : footLines(facts))
            paragraph(line, 11, m_colours.secondary);
        end();
        return m_html;
    }

private:
    void begin(const QString &title)
    {
        m_html += QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                 "<meta name=\"color-scheme\" content=\"light dark\">\n"
                                 "<meta name=\"supported-color-schemes\" content=\"light dark\">\n"
                                 "<title>%2</title>\n</head>\n<body style=\"margin:0;padding:0\">\n")
                      .arg(QStringLiteral("en"), title.toHtmlEscaped());
        const QString around = m_colours.window.name();
        m_html +=
            QStringLiteral("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\""
                           " border=\"0\" bgcolor=\"%1\" style=\"background-color:%1\">\n"
                           "<tr><td align=\"center\" bgcolor=\"%1\" style=\"padding:12px 4px\">\n"
                           "<!--[if mso]><table role=\"presentation\" width=\"%2\" align=\"center\">"
                           "<tr><td><![endif]-->\n"
                           "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\""
                           " cellspacing=\"0\" border=\"0\" bgcolor=\"%3\""
                           " style=\"max-width:%2px;background-color:%3\">\n")
                .arg(around, QString::number(kWidth), m_ground);
    }

    void end()
    {
        m_html += QStringLiteral("</table>\n<!--[if mso]></td></tr></table><![endif]-->\n"
                                 "</td></tr>\n</table>\n</body>\n</html>\n");
    }

    QString style(int pixels, const QColor &colour, const QString &more = {}) const
    {
        return QStringLiteral("%1;font-size:%2px;line-height:1.4;color:%3;background-color:%4%5")
            .arg(kFont, QString::number(pixels), colour.name(), m_ground,
                 more.isEmpty() ? QString() : QLatin1Char(';') + more);
    }

    /// A row of the page.
    void row(const QString &content, int pixels, const QColor &colour, const QString &padding)
    {
        m_html += QStringLiteral("<tr><td align=\"left\" bgcolor=\"%1\" style=\"%2\">%3</td></tr>\n")
                      .arg(m_ground, style(pixels, colour, QStringLiteral("padding:") + padding), content);
    }

    void gap() { row(QStringLiteral("&nbsp;"), 6, m_colours.secondary, QStringLiteral("4px 16px")); }

    void paragraph(const QString &text, int pixels, const QColor &colour, const QString &element = {})
    {
        if (text.isEmpty())
            return;
        const QString words = escaped(text);
        row(element.isEmpty() ? words
                              : QStringLiteral("<%1 style=\"margin:0;%2;font-weight:bold\">%3</%1>")
                                    .arg(element, style(pixels, colour), words),
            pixels, colour, QStringLiteral("4px 16px"));
    }

    void add(const ReportPart &part)
    {
        gap();
        paragraph(part.title, 16, m_colours.text, QStringLiteral("h2"));
        for (const QString &line : part.text.split(QLatin1Char('\n')))
            paragraph(line, 13, m_colours.text);
        if (part.table && part.table->rowCount() > 0)
            row(table(ReportCells(*part.table), part.title), 12, m_colours.text, QStringLiteral("4px 10px"));
        for (const QString &line : part.note.split(QLatin1Char('\n')))
            paragraph(line, 12, m_colours.secondary);
    }

    QString table(const ReportCells &cells, const QString &title) const
    {
        QString out = QStringLiteral("<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\""
                                     " aria-label=\"%1\">\n<tr>")
                          .arg(title.toHtmlEscaped());
        for (int column = 0; column < cells.columns(); ++column)
            out +=
                cell(QStringLiteral("th scope=\"col\""), escaped(cells.title(column)), cells.isFigure(column),
                     m_colours.secondary,
                     QStringLiteral("font-weight:bold;border-bottom:1px solid ") + m_colours.border.name());
        out += QStringLiteral("</tr>\n");
        for (int at = 0; at < cells.rows(); ++at) {
            out += QStringLiteral("<tr>");
            for (int column = 0; column < cells.columns(); ++column)
                out += dataCell(cells, at, column);
            out += QStringLiteral("</tr>\n");
        }
        return out + QStringLiteral("</table>");
    }

    QString dataCell(const ReportCells &cells, int at, int column) const
    {
        const bool isTrend = cells.kind(column) == Kind::Trend;
        const int direction = cells.direction(at, column);
        const QColor colour = direction > 0   ? m_colours.danger
                              : direction < 0 ? m_colours.ok
                                              : m_colours.text;
        return cell(QStringLiteral("td"), isTrend ? bars(cells, at, column) : escaped(cells.text(at, column)),
                    cells.isFigure(column), colour,
                    cells.isTotals(at)
                        ? QStringLiteral("font-weight:bold;border-top:1px solid ") + m_colours.border.name()
                        : QString());
    }

    QString cell(const QString &element, const QString &content, bool isFigure, const QColor &colour,
                 const QString &more) const
    {
        const bool keepsLine =
            element == QStringLiteral("td") && (isFigure || content.size() <= kUnbroken / 2);
        return QStringLiteral("<%1 align=\"%2\" valign=\"bottom\" bgcolor=\"%3\"%4 style=\"%5\">%6</%7>")
            .arg(element, isFigure ? QStringLiteral("right") : QStringLiteral("left"), m_ground,
                 keepsLine ? QStringLiteral(" nowrap") : QString(),
                 QStringLiteral("%1;font-size:12px;color:%2;padding:4px 6px%3")
                     .arg(kFont, colour.name(), more.isEmpty() ? QString() : QLatin1Char(';') + more),
                 content, element.left(2));
    }

    /// One cell per week, each with a cell as high as the week was dear; nothing has a hair's height.
    QString bars(const ReportCells &cells, int at, int column) const
    {
        const QVariantList weeks = cells.trend(at, column);
        double most = 0;
        for (const QVariant &week : weeks)
            most = std::max(most, week.toDouble());
        QString out =
            QStringLiteral("<table role=\"img\" aria-label=\"%1\" cellpadding=\"0\" cellspacing=\"0\""
                           " border=\"0\"><tr>")
                .arg(cells.trendWords(at, column).toHtmlEscaped());
        for (const QVariant &week : weeks) {
            const double share = most > 0 ? std::max(0.0, week.toDouble()) / most : 0;
            const int height = std::max(1, static_cast<int>(std::lround(share * kBarHeight)));
            out += QStringLiteral("<td valign=\"bottom\" style=\"padding:0 1px 0 0\"><table cellpadding=\"0\""
                                  " cellspacing=\"0\" border=\"0\"><tr><td width=\"%1\" height=\"%2\""
                                  " bgcolor=\"%3\" style=\"font-size:1px;line-height:1px\">&nbsp;</td></tr>"
                                  "</table></td>")
                       .arg(QString::number(kBarWidth), QString::number(height),
                            (height > 1 ? m_colours.accent : m_colours.border).name());
        }
        return out + QStringLiteral("</tr></table>");
    }

    const Palette &m_colours;
    const QString m_ground;
    QString m_html;
};

} // namespace

QString htmlReport(const ReportFacts &facts, const QList<ReportPart> &parts)
{
    return HtmlWriter().page(facts, parts);
}

} // namespace outlay::views
