#include "daemon/mail/mail_template.h"

namespace caseclock {

// Contrast is at least 4.5:1 in both schemes; the browser test measures it.
const std::string_view kMailTemplate = R"html({{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{{SUBJECT}}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a:focus { outline: 3px solid #0b4f9e; outline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .ground { background: #101315 !important; color: #eceff1 !important; }
  .quiet { color: #b4bcc2 !important; }
  .link { color: #8fc1ff !important; }
  .line { border-color: #4a525a !important; }
  .button { background: #8fc1ff !important; color: #101315 !important; }
  .notice { background: #3a2c0c !important; color: #ffdf9e !important; }
  .serious { background: #3d161b !important; color: #ffb3b9 !important; }
  .open { background: #3a2c0c !important; color: #ffd58a !important; }
  .held { background: #262c31 !important; color: #d5dbdf !important; }
  .good { background: #12321e !important; color: #9be0b3 !important; }
  a:focus { outline-color: #8fc1ff; }
}
@media (max-width: 480px) {
  .sheet { padding: 12px !important; }
  .button { display: block !important; text-align: center !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#ffffff;color:#14181c">
<div class="ground" lang="en-GB" style="background:#ffffff;color:#14181c;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.45">
<main class="sheet" style="display:block;max-width:600px;margin:0 auto;padding:20px;overflow-wrap:anywhere">
<div aria-hidden="true" style="display:none;max-height:0;overflow:hidden">{{PREVIEW}}</div>
<h1 style="margin:0 0 8px;font-size:24px;line-height:1.25">{{HEADING}}</h1>
{{#SUMMARY_SHOWN}}
<p style="margin:0 0 16px">{{SUMMARY}}</p>
{{/SUMMARY_SHOWN}}
{{#NOTICE}}
<p class="notice" style="margin:0 0 16px;padding:10px 12px;border-left:4px solid #8a5a00;background:#fff4dd;color:#5c3a00">{{NOTICE_TEXT}}</p>
{{/NOTICE}}
{{#WEEK}}
<table class="line" style="width:100%;margin:8px 0 20px;border-collapse:collapse;font-size:15px">
<caption style="padding:0 0 8px;text-align:left;font-size:19px;font-weight:bold">{{WEEK_TITLE}}</caption>
<thead><tr>
<th scope="col" class="line" style="padding:6px 8px 6px 0;border-bottom:2px solid #5b646c;text-align:left;vertical-align:bottom">Indicator</th>
<th scope="col" class="line" style="padding:6px 8px 6px 0;border-bottom:2px solid #5b646c;text-align:left;vertical-align:bottom">Now</th>
<th scope="col" class="line" style="padding:6px 0;border-bottom:2px solid #5b646c;text-align:left;vertical-align:bottom">Judged</th>
</tr></thead>
<tbody>
{{#WEEK_LINE}}
<tr>
<th scope="row" class="line" style="padding:8px 8px 8px 0;border-bottom:1px solid #c3c9ce;text-align:left;vertical-align:top;font-weight:bold">{{INDICATOR}}{{#DRAG_SHOWN}}<br><span class="quiet" style="color:#4d565e;font-size:14px;font-weight:normal">{{DRAG}}</span>{{/DRAG_SHOWN}}</th>
<td class="line" style="padding:8px 8px 8px 0;border-bottom:1px solid #c3c9ce;vertical-align:top">{{VALUE}}{{#TARGET_SHOWN}}<br><span class="quiet" style="color:#4d565e;font-size:14px">target {{TARGET}}</span>{{/TARGET_SHOWN}}</td>
<td class="line" style="padding:8px 0;border-bottom:1px solid #c3c9ce;vertical-align:top"><span class="{{STYLE}}" style="padding:1px 6px;border-radius:4px;background:{{GROUND}};color:{{INK}};font-weight:bold">{{#SYMBOL_SHOWN}}<span aria-hidden="true">{{SYMBOL}}</span> {{/SYMBOL_SHOWN}}{{RAG}}</span>{{#DIRECTION_SHOWN}}<br><span class="quiet" style="color:#4d565e;font-size:14px">{{DIRECTION}}</span>{{/DIRECTION_SHOWN}}</td>
</tr>
{{/WEEK_LINE}}
</tbody>
</table>
{{/WEEK}}
{{#ROLLED_UP}}
<p class="notice" style="margin:0 0 16px;padding:10px 12px;border-left:4px solid #8a5a00;background:#fff4dd;color:#5c3a00">{{ROLLED_UP_TEXT}}</p>
{{/ROLLED_UP}}
{{#SECTION}}
{{#SECTION_TITLE}}
<h2 style="margin:24px 0 4px;font-size:19px">{{TITLE}}</h2>
{{/SECTION_TITLE}}
{{>ALERT}}
{{/SECTION}}
<p class="quiet line" style="margin:20px 0 0;padding:12px 0 0;border-top:2px solid #5b646c;color:#4d565e;font-size:14px">{{DATA_AS_OF}}</p>
{{#FOOTER_SHOWN}}
<p class="quiet" style="margin:8px 0 0;color:#4d565e;font-size:14px">{{FOOTER}}</p>
{{/FOOTER_SHOWN}}
</main>
</div>
</body>
</html>
)html";

// A headline is a heading of the third level under a section's title, else of the second.
const std::string_view kAlertTemplate = R"html({{%AUTOESCAPE context="HTML"}}
<div class="line" style="margin:12px 0 0;padding:16px 0 20px;border-top:1px solid #c3c9ce">
<p style="margin:0 0 8px"><span class="{{STYLE}}" style="padding:3px 8px;border-radius:4px;background:{{GROUND}};color:{{INK}};font-size:14px;font-weight:bold"><span aria-hidden="true">{{SYMBOL}}</span> {{STATE}}</span></p>
{{#SECOND_LEVEL}}
<h2 style="margin:0 0 2px;font-size:18px;line-height:1.3">{{HEADLINE}}</h2>
{{/SECOND_LEVEL}}
{{#THIRD_LEVEL}}
<h3 style="margin:0 0 2px;font-size:18px;line-height:1.3">{{HEADLINE}}</h3>
{{/THIRD_LEVEL}}
{{#WHERE_SHOWN}}
<p class="quiet" style="margin:0 0 8px;color:#4d565e">{{WHERE}}</p>
{{/WHERE_SHOWN}}
{{#NOW_SHOWN}}
<p style="margin:0 0 8px"><b style="font-size:28px;line-height:1.2">{{NOW}}</b> now{{#BEFORE_SHOWN}}, {{BEFORE}}{{/BEFORE_SHOWN}}</p>
{{/NOW_SHOWN}}
{{#FACT_BEFORE}}
<p style="margin:0 0 6px"><b>{{LABEL}}:</b> {{TEXT}}</p>
{{/FACT_BEFORE}}
{{#OLDEST}}
<table class="line" style="width:100%;margin:14px 0;border-collapse:collapse;font-size:15px">
<caption style="padding:0 0 4px;text-align:left;font-weight:bold">Oldest items</caption>
<thead><tr>
<th scope="col" class="line" style="padding:4px 8px 4px 0;border-bottom:2px solid #5b646c;text-align:left">Started</th>
<th scope="col" class="line" style="padding:4px 8px 4px 0;border-bottom:2px solid #5b646c;text-align:left">Due</th>
{{#REFERENCES}}
<th scope="col" class="line" style="padding:4px 0;border-bottom:2px solid #5b646c;text-align:left">Reference</th>
{{/REFERENCES}}
</tr></thead>
<tbody>
{{#OLD_ITEM}}
<tr>
<th scope="row" class="line" style="padding:6px 8px 6px 0;border-bottom:1px solid #c3c9ce;text-align:left;vertical-align:top;font-weight:normal">{{STARTED}}</th>
<td class="line" style="padding:6px 8px 6px 0;border-bottom:1px solid #c3c9ce;vertical-align:top">{{#DUE_SHOWN}}{{DUE}}<br>{{/DUE_SHOWN}}<b>{{LATE_BY}}</b></td>
{{#REFERENCES}}
<td class="line" style="padding:6px 0;border-bottom:1px solid #c3c9ce;vertical-align:top">{{REFERENCE}}</td>
{{/REFERENCES}}
</tr>
{{/OLD_ITEM}}
</tbody>
</table>
{{/OLDEST}}
{{#FACT_AFTER}}
<p style="margin:0 0 6px"><b>{{LABEL}}:</b> {{TEXT}}</p>
{{/FACT_AFTER}}
{{#BUTTON}}
<p style="margin:16px 0 8px"><a class="button" href="{{ACKNOWLEDGE_URL}}" aria-label="Acknowledge {{REF}}" style="display:inline-block;min-height:24px;padding:12px 28px;border-radius:6px;background:#0b4f9e;color:#ffffff;font-size:17px;font-weight:bold;line-height:24px;text-decoration:none">Acknowledge</a></p>
{{/BUTTON}}
{{#REF_SHOWN}}
<p class="quiet" style="margin:0 0 6px;color:#4d565e;font-size:14px">Reference <b>{{REF}}</b>{{#COMMAND_SHOWN}}; or type <code style="font-size:14px">{{COMMAND}}</code>{{/COMMAND_SHOWN}}</p>
{{/REF_SHOWN}}
{{#BOARD}}
<p style="margin:0"><a class="link" href="{{BOARD_URL}}" aria-label="Open the board, {{REF}}" style="display:inline-block;padding:10px 0;color:#0b4f9e">Open the board</a></p>
{{/BOARD}}
</div>
)html";

}  // namespace caseclock
