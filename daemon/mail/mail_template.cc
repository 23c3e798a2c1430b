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
@media (min-width: 481px) { .sheet { padding: 20px !important; } }
@media (max-width: 480px) {
  .button { display: block !important; text-align: center !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#ffffff;color:#14181c">
<div class="ground" lang="en-GB" style="background:#ffffff;color:#14181c;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.4">
<main class="sheet" style="display:block;max-width:600px;margin:0 auto;padding:12px;overflow-wrap:break-word;word-wrap:break-word">
<div aria-hidden="true" style="display:none;max-height:0;overflow:hidden">{{PREVIEW}}</div>
<h1 style="margin:0 0 6px;font-size:22px;line-height:1.25">{{HEADING}}</h1>
{{#SUMMARY_SHOWN}}
<p style="margin:0 0 16px">{{SUMMARY}}</p>
{{/SUMMARY_SHOWN}}
{{#ON_BEHALF}}
<p class="held" style="margin:0 0 16px;padding:10px 12px;border-left:4px solid #6b747c;background:#e9ecee;color:#333b42">{{ON_BEHALF_TEXT}}</p>
{{/ON_BEHALF}}
{{#STALE}}
<p class="notice" style="margin:0 0 16px;padding:10px 12px;border-left:4px solid #8a5a00;background:#fff4dd;color:#5c3a00">{{STALE_TEXT}}</p>
{{/STALE}}
{{#ROLLED_UP}}
<p class="held" style="margin:0 0 16px;padding:10px 12px;border-left:4px solid #6b747c;background:#e9ecee;color:#333b42">{{ROLLED_UP_TEXT}}</p>
{{/ROLLED_UP}}
{{#SECTION}}
{{#SECTION_TITLE}}
<h2 style="margin:20px 0 6px;font-size:19px">{{TITLE}}</h2>
{{/SECTION_TITLE}}
{{>ALERT}}
{{#LINE}}
<p class="line" style="margin:0;padding:6px 0;border-top:1px solid #c3c9ce;font-size:15px">{{LINE_TEXT}}{{#NOTE_SHOWN}} <span class="quiet" style="color:#4d565e">{{NOTE}}</span>{{/NOTE_SHOWN}}{{#LINE_LINK}} <a class="link" href="{{LINE_URL}}" style="color:#0b4f9e">Acknowledge</a>{{/LINE_LINK}}</p>
{{/LINE}}
{{#MORE_SHOWN}}
<p class="line" style="margin:0;padding:6px 0;border-top:1px solid #c3c9ce"><b>{{MORE}}</b></p>
{{/MORE_SHOWN}}
{{/SECTION}}
{{#WEEK}}
<h2 style="margin:24px 0 4px;font-size:19px">{{WEEK_TITLE}}</h2>
{{#WEEK_ROWS}}
<table class="line" style="width:100%;margin:0 0 8px;border-collapse:collapse;table-layout:fixed;font-size:14px">
<thead><tr>
<th scope="col" class="line" style="width:56%;padding:4px 8px 4px 0;border-bottom:2px solid #5b646c;text-align:left">Indicator</th>
<th scope="col" class="line" style="width:44%;padding:4px 0;border-bottom:2px solid #5b646c;text-align:left">Now</th>
</tr></thead>
<tbody>
{{#WEEK_LINE}}
<tr>
<th scope="row" class="line" style="padding:5px 8px 5px 0;border-bottom:1px solid #c3c9ce;text-align:left;vertical-align:top;font-weight:normal">{{INDICATOR}}{{#DRAG_SHOWN}}<br><span class="quiet" style="color:#4d565e">{{DRAG}}</span>{{/DRAG_SHOWN}}</th>
<td class="line" style="padding:5px 0;border-bottom:1px solid #c3c9ce;vertical-align:top"><span class="{{STYLE}}" style="padding:0 4px;border-radius:4px;background:{{GROUND}};color:{{INK}};font-weight:bold">{{#SYMBOL_SHOWN}}<span aria-hidden="true">{{SYMBOL}}</span> {{/SYMBOL_SHOWN}}{{RAG}}</span>{{#DIRECTION_SHOWN}} <span class="quiet" style="color:#4d565e">{{DIRECTION}}</span>{{/DIRECTION_SHOWN}}<br>{{VALUE}}{{#TARGET_SHOWN}}<br><span class="quiet" style="color:#4d565e">target {{TARGET}}</span>{{/TARGET_SHOWN}}{{#LAST_YEAR_SHOWN}}<br><span class="quiet" style="color:#4d565e">{{LAST_YEAR}}</span>{{/LAST_YEAR_SHOWN}}</td>
</tr>
{{/WEEK_LINE}}
</tbody>
</table>
{{/WEEK_ROWS}}
{{#WEEK_MORE_SHOWN}}
<p style="margin:0 0 8px">{{WEEK_MORE}}</p>
{{/WEEK_MORE_SHOWN}}
{{/WEEK}}
{{#WHOLE_BOARD}}
<p style="margin:12px 0 0"><a class="link" href="{{WHOLE_BOARD_URL}}" style="display:inline-block;padding:10px 0;color:#0b4f9e">See everything on the board</a></p>
{{/WHOLE_BOARD}}
<p class="quiet line" style="margin:14px 0 0;padding:10px 0 0;border-top:2px solid #5b646c;color:#4d565e;font-size:14px">{{DATA_AS_OF}}</p>
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
<div class="line" style="margin:0;padding:12px 0;border-top:1px solid #c3c9ce">
<p style="margin:0 0 6px"><span class="{{STYLE}}" style="padding:3px 8px;border-radius:4px;background:{{GROUND}};color:{{INK}};font-size:14px;font-weight:bold"><span aria-hidden="true">{{SYMBOL}}</span> {{STATE}}</span></p>
{{#SECOND_LEVEL}}
<h2 style="margin:0 0 2px;font-size:20px;line-height:1.25">{{HEADLINE}}</h2>
{{/SECOND_LEVEL}}
{{#THIRD_LEVEL}}
<h3 style="margin:0 0 2px;font-size:18px;line-height:1.25">{{HEADLINE}}</h3>
{{/THIRD_LEVEL}}
{{#WHERE_SHOWN}}
<p style="margin:0"><b>{{WHERE}}</b></p>
{{/WHERE_SHOWN}}
{{#ABOUT_SHOWN}}
<p class="quiet" style="margin:0 0 8px;color:#4d565e;font-size:14px">{{ABOUT}}</p>
{{/ABOUT_SHOWN}}
{{#FACT_BEFORE}}
<p style="margin:0 0 6px"><b>{{LABEL}}:</b> {{TEXT}}</p>
{{/FACT_BEFORE}}
{{#BUTTON}}
<p style="margin:10px 0 6px"><a class="button" href="{{ACKNOWLEDGE_URL}}" aria-label="Acknowledge {{REF}}" style="display:inline-block;min-height:24px;padding:12px 28px;border-radius:6px;background:#0b4f9e;color:#ffffff;font-size:17px;font-weight:bold;line-height:24px;text-decoration:none">Acknowledge</a></p>
<p class="quiet" style="margin:0 0 6px;color:#4d565e;font-size:14px">{{HINT}}</p>
{{#BUTTON_REF}}
<p class="quiet" style="margin:0 0 6px;color:#4d565e;font-size:14px">Reference <b>{{REF}}</b>{{#COMMAND_SHOWN}}; or type <code style="font-size:14px">{{COMMAND}}</code>{{/COMMAND_SHOWN}}</p>
{{/BUTTON_REF}}
{{/BUTTON}}
{{#OLDEST}}
<table class="line" style="width:100%;margin:8px 0;border-collapse:collapse;table-layout:fixed;font-size:14px">
<caption style="padding:0 0 2px;text-align:left;font-weight:bold">Oldest</caption>
<thead><tr>
<th scope="col" class="line" style="width:34%;padding:3px 8px 3px 0;border-bottom:2px solid #5b646c;text-align:left">Started</th>
<th scope="col" class="line" style="padding:3px 0;border-bottom:2px solid #5b646c;text-align:left">Due</th>
</tr></thead>
<tbody>
{{#OLD_ITEM}}
<tr>
<th scope="row" class="line" style="padding:4px 8px 4px 0;border-bottom:1px solid #c3c9ce;text-align:left;vertical-align:top;font-weight:normal">{{STARTED}}{{#REFERENCE_SHOWN}}<br><span class="quiet" style="color:#4d565e">{{REFERENCE}}</span>{{/REFERENCE_SHOWN}}</th>
<td class="line" style="padding:4px 0;border-bottom:1px solid #c3c9ce;vertical-align:top">{{#DUE_SHOWN}}{{DUE}}, {{/DUE_SHOWN}}<b>{{LATE_BY}}</b></td>
</tr>
{{/OLD_ITEM}}
</tbody>
</table>
{{/OLDEST}}
<div style="margin:6px 0 0">
{{#FACT_AFTER}}
<p class="quiet" style="margin:0;color:#4d565e;font-size:14px"><b>{{LABEL}}:</b> {{TEXT}}</p>
{{/FACT_AFTER}}
</div>
{{#REF_SHOWN}}
<p class="quiet" style="margin:0 0 6px;color:#4d565e;font-size:14px">Reference <b>{{REF}}</b>{{#COMMAND_SHOWN}}; or type <code style="font-size:14px">{{COMMAND}}</code>{{/COMMAND_SHOWN}}</p>
{{/REF_SHOWN}}
{{#BOARD}}
<p style="margin:0"><a class="link" href="{{BOARD_URL}}" aria-label="Open the board, {{REF}}" style="display:inline-block;padding:10px 0;color:#0b4f9e">Open the board</a></p>
{{/BOARD}}
</div>
)html";

}  // namespace caseclock
