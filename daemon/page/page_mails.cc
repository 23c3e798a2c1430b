#include "daemon/page/page_mails.h"

#include "daemon/report/figure_text.h"
#include "fmt/format.h"

namespace caseclock {

std::string LatestMails(const AlertsHealth& alerts) {
  if (alerts.told_elsewhere) {
    return "<p class=\"mails\">This instance sends no alerts: another one does.</p>\n";
  }
  if (alerts.latest_mails.empty()) return "";
  std::string html =
      "<section class=\"mails\" aria-labelledby=\"mails\">\n<h2 id=\"mails\">Latest mails</h2>\n"
      "<p>What managers of this invented council would have got, newest first.</p>\n<ol>\n";
  for (const ShownMail& mail : alerts.latest_mails) {
    html += fmt::format("<li>{} to {}: <b>{}</b></li>\n", HtmlEscaped(mail.when),
                        HtmlEscaped(mail.to), HtmlEscaped(mail.subject));
  }
  const ShownMail& newest = alerts.latest_mails.front();
  html += fmt::format(
      "</ol>\n<details><summary>The newest, as it reads</summary>\n<pre tabindex=\"0\">{}</pre>\n"
      "</details>\n</section>\n",
      HtmlEscaped(newest.text));
  return html;
}

}  // namespace caseclock
