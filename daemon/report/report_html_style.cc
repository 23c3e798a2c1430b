#include "daemon/report/report_html_parts.h"

namespace caseclock::report_html {
namespace {

// One accent colour; red, amber and green only beside their words. Every text at least 4.5 to 1 on its ground.
constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light;
  --text: #16191d; --quiet: #4a535c; --line: #cfd5da; --rule: #16191d; --accent: #17456e; --tint: #f3f6f9;
  --red: #9b1020; --red-ground: #fdeeef; --amber: #7a4b00; --amber-ground: #fff4dd; --green: #14602f;
  --green-ground: #e9f6ed;
}
* { box-sizing: border-box; }
html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.5rem 1.5rem 3rem; max-width: 76rem; background: #ffffff; color: var(--text);
  font-family: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  font-size: 1rem; line-height: 1.45; font-variant-numeric: tabular-nums; overflow-wrap: break-word;
}
a { color: var(--accent); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: #ffffff; padding: 0.4rem 0.8rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.cover { border-top: 0.5rem solid var(--accent); padding-top: 1rem; }
.cover .council { font-size: 1.6rem; }
.cover nav ol { margin: 0; padding-left: 1.4rem; columns: 2; max-width: 44rem; }
.cover nav li { break-inside: avoid; }
.reds { margin: 0 0 1rem; padding: 0; list-style: none; max-width: 60rem; }
.reds li { margin: 0 0 0.4rem; }
.advice { margin: 0; padding-left: 1.4rem; max-width: 56rem; font-size: 1.05rem; }
.advice li { margin: 0 0 0.4rem; }
.fold { margin: 0 0 1rem; }
.fold input { width: 1.2rem; height: 1.2rem; vertical-align: -0.2rem; }
.fold label { padding: 0.3rem; color: var(--accent); cursor: pointer; }
.fold input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@media screen {
  .annex:not(:target):not(:has(.fold input:checked)) > .folded { display: none; }
  .annex:target .fold { display: none; }
}
.council { margin: 0; font-weight: 600; color: var(--accent); overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 2.1rem; line-height: 1.15; letter-spacing: -0.01em; }
.subject { margin: 0.2rem 0 1rem; font-size: 1.15rem; color: var(--quiet); }
h2 {
  margin: 2.6rem 0 0.9rem; padding-bottom: 0.3rem; border-bottom: 2px solid var(--accent); color: var(--accent);
  font-size: 1.5rem; line-height: 1.2;
}
h3 { margin: 0 0 0.5rem; font-size: 1.15rem; line-height: 1.3; overflow-wrap: anywhere; }
p { margin: 0 0 0.8rem; }
.lead { font-size: 1.15rem; max-width: 52rem; overflow-wrap: anywhere; }
.legend, .note, .print, figcaption { font-size: 0.85rem; color: var(--quiet); }
.print { font-size: 0.8rem; overflow-wrap: anywhere; }
small { font-size: 0.82em; font-weight: 400; color: var(--quiet); }
nav { margin-top: 1rem; }
nav a { display: inline-block; padding: 0.2rem 0; }

.facts { display: flex; flex-wrap: wrap; gap: 0.6rem 2.2rem; margin: 0 0 0.8rem; }
.facts div { min-width: 7rem; }
dt { font-size: 0.85rem; color: var(--quiet); }
dd { margin: 0; font-weight: 600; }
.figures { padding: 0.8rem 1rem; background: var(--tint); }
.figures dd { font-size: 1.2rem; }
dl.words dt { margin-top: 0.6rem; font-size: 1rem; font-weight: 600; color: var(--text); }
dl.words dd { font-weight: 400; max-width: 52rem; }

.rag {
  display: inline-block; padding: 0.02rem 0.45rem; border: 0.12rem solid currentColor; border-radius: 0.3rem;
  font-size: 0.85rem; white-space: nowrap; vertical-align: middle; line-height: 1.4;
}
.rag.red { color: var(--red); background: var(--red-ground); }
.rag.amber { color: var(--amber); background: var(--amber-ground); }
.rag.green { color: var(--green); background: var(--green-ground); }
.rag.none { color: var(--quiet); border-style: dashed; }
.improving { color: var(--green); font-weight: 600; }
.worsening { color: var(--red); font-weight: 600; }
.improving, .worsening, .steady, .rising, .falling { white-space: nowrap; }
.nothing { color: var(--quiet); }

table { border-collapse: collapse; width: 100%; margin: 0 0 1.2rem; }
caption { padding-bottom: 0.3rem; font-weight: 600; text-align: left; }
th, td { padding: 0.3rem 0 0.3rem 0.9rem; text-align: right; vertical-align: top; }
td { white-space: nowrap; }
th:first-child, td:first-child { padding-left: 0; }
thead th { border-bottom: 2px solid var(--rule); font-size: 0.85rem; font-weight: 600; line-height: 1.25;
  vertical-align: bottom; }
tbody tr { border-bottom: 1px solid var(--line); }
th[scope^=row] { min-width: 5.5rem; font-weight: 500; text-align: left; overflow-wrap: anywhere; }
th[scope^=row] small { display: block; }
thead th:first-child, th.words, td.words { text-align: left; }
td.words { min-width: 6rem; white-space: normal; overflow-wrap: anywhere; }
.whole th, .whole td { font-weight: 600; }
.scroll { position: relative; overflow-x: auto; margin-bottom: 1.2rem; }
.scroll table { margin-bottom: 0.2rem; }

.indicators th, .indicators td { text-align: left; }
.indicators { table-layout: fixed; }
.indicators thead th { width: 9.4%; }
.indicators thead th:first-child { width: 18.4%; }
.indicators thead th:nth-child(2), .indicators thead th:nth-child(3), .indicators thead th:nth-child(5) { width: 11%; }
.indicators thead th:nth-child(6) { width: 8%; }
.indicators thead th:nth-child(8) { width: 12.4%; }
.indicators td { line-height: 1.35; white-space: normal; }
.indicators td small { display: block; }
.indicators tbody tr { border-bottom: 0; }
.indicators tbody { border-bottom: 1px solid var(--line); }
.indicators th[scope=rowgroup] { font-weight: 600; line-height: 1.3; }
.indicators .value { font-size: 1.25rem; line-height: 1.15; white-space: nowrap; }
.indicators .sentence td { padding: 0 0 0.5rem 0.9rem; overflow-wrap: anywhere; }

.exception { margin-bottom: 2.2rem; padding-left: 1rem; border-left: 0.4rem solid var(--red); }
.why { font-size: 1.05rem; max-width: 56rem; overflow-wrap: anywhere; }
.comment { margin: 0 0 1rem; padding: 0.5rem 1rem; border: 1px solid var(--line); }
.comment blockquote { margin: 0; overflow-wrap: anywhere; }
.comment blockquote p { margin: 0 0 0.2rem; }
.comment blockquote p::before { content: "“"; }
.comment blockquote p::after { content: "”"; }
.lines { max-width: 48rem; margin-bottom: 0.4rem; }
.lines th[scope=row] { font-weight: 600; }
.lines td { font-size: 1.1rem; vertical-align: middle; }
.pair { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 2.5rem; align-items: start; }
.pair.wide { grid-template-columns: minmax(0, 3fr) minmax(0, 1fr); }
.work th[scope], .quarter-matrix th[scope] { text-align: right; }
.work th[scope^=row], .quarter-matrix th[scope^=row], .work thead th:nth-child(-n+2) { text-align: left; }
.work thead th:first-child, .quarter-matrix thead th:first-child { text-align: left; }
.work tbody { border-bottom: 1px solid var(--rule); }
.work th[scope=rowgroup] { width: 30%; }
.work th[scope=row] { min-width: 9.5rem; }
.work thead th:nth-child(5) { width: 7.5rem; }
.work th[scope=row], .work thead th:nth-child(2) { padding-left: 0.9rem; }
.definitions td, .definitions th { min-width: 6rem; }

.trend { margin-bottom: 1.8rem; }
.drawing { margin: 0 0 0.8rem; max-width: 34rem; }
svg { display: block; width: 100%; height: auto; font-size: 12px; fill: var(--text); overflow: visible; }
svg path { fill: none; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .series { stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
svg .dot { fill: var(--accent); }
svg .newest { font-weight: 700; }
svg .target, svg .limit { stroke: var(--text); stroke-width: 1.3; stroke-dasharray: 7 4; }
svg .others { stroke: var(--text); stroke-width: 1.3; stroke-dasharray: 1.5 3.5; }
svg .mean { stroke: var(--text); stroke-width: 1.2; }
svg .ring { fill: none; stroke: var(--red); stroke-width: 2; }
svg .mark { font-weight: 700; fill: var(--red); }
.months th, .months td { padding-top: 0.08rem; padding-bottom: 0.08rem; font-size: 0.85rem; white-space: nowrap; }
.months th:not(:first-child), .months td { padding-left: 0.5rem; }
.months th[scope=row] { min-width: 0; }
.weeks { font-size: 0.85rem; }
.weeks th[scope=row] { white-space: nowrap; }
.weeks th:not(:first-child), .weeks td { padding-left: 0.5rem; }
.signals { margin: 0; padding-left: 1.4rem; }

@media (max-width: 45rem) {
  body { padding: 0.8rem 0.9rem 2rem; }
  h1 { font-size: 1.7rem; }
  .pair, .pair.wide { grid-template-columns: minmax(0, 1fr); }
  .exception { padding-left: 0.7rem; }
  .facts { gap: 0.5rem 1.4rem; }
  .scroll table { min-width: 44rem; }
  .scroll th[scope^=row] { min-width: 8rem; }
  .indicators, .indicators tbody, .indicators caption { display: block; }
  .indicators thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .indicators tr { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0.5rem 1rem; }
  .indicators th[scope=rowgroup], .indicators .sentence td { grid-column: 1 / -1; width: auto; }
  .indicators th, .indicators td, .indicators .sentence td { padding: 0; }
  .indicators td[data-label]::before { content: attr(data-label); display: block; font-size: 0.82rem;
    color: var(--quiet); }
  .indicators tbody { padding: 0.8rem 0; }
  .indicators .sentence { margin-top: 0.5rem; }
}

@media (max-width: 24rem) {
  .months th, .months td { font-size: 0.75rem; }
  .months th:not(:first-child), .months td { padding-left: 0.2rem; }
}

@page { size: A4; margin: 14mm 14mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
  font-family: sans-serif; font-size: 8pt; color: #4a535c; } }
@media print {
  :root { --text: #000000; --tint: #ffffff; --red-ground: #ffffff; --amber-ground: #ffffff; --green-ground: #ffffff; }
  body { max-width: none; padding: 0; font-size: 9.2pt; line-height: 1.35; }
  html { font-size: 9.2pt; }
  .skip, .fold { display: none; }
  .cover { border-top-width: 6mm; padding-top: 40mm; min-height: 235mm; break-after: page; }
  .cover .council { font-size: 20pt; margin-bottom: 6mm; }
  .cover h1 { font-size: 30pt; }
  .cover .subject { font-size: 14pt; margin-bottom: 30mm; }
  .cover .facts { font-size: 11pt; }
  .cover nav { margin-top: 14mm; font-size: 11pt; }
  #summary h2 { margin-top: 0; }
  #summary .lead, .advice, .reds { font-size: 10.5pt; line-height: 1.45; }
  #indicators { break-before: page; } #indicators h2 { margin-top: 0; }
  a { color: inherit; text-decoration: none; }
  h2, h3, caption { break-after: avoid; }
  h2 { margin-top: 1.6rem; }
  #exceptions:has(.exception), #open-work, #trends, #quality, #definitions, .exception + .exception { break-before: page; }
  #exceptions h2, #open-work h2, #trends h2, #quality h2, #definitions h2 { margin-top: 0; }
  .why, .comment, .facts { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .facts, figure, .months, .indicators tbody { break-inside: avoid; }
  .trend > .pair { break-inside: avoid; }
  th, td { padding-top: 0.22rem; padding-bottom: 0.22rem; }
  table { margin-bottom: 0.9rem; }
  .exception { margin-bottom: 0; }
  .lines { max-width: none; margin-bottom: 0.3rem; }
  .figures { gap: 0.4rem 1.6rem; padding: 0.5rem 0.8rem; border: 1px solid var(--line); }
  .figures div { min-width: 0; }
  .scroll { overflow: visible; }
  .pair { gap: 0 8mm; }
  .indicators th:not(:first-child), .indicators td:not(:first-child) { padding-left: 0.4rem; }
  .indicators .sentence td { padding-left: 0.4rem; }
  .indicators thead th { font-size: 0.78rem; }
  .indicators td { font-size: 8.2pt; }
  .indicators .value { font-size: 1.1rem; }
  .indicators .rag { padding: 0 0.2rem; font-size: 0.72rem; }
  .definitions { font-size: 8.2pt; }
  .definitions td, .definitions th { min-width: 0; }
  dl.words { columns: 2; column-gap: 8mm; }
  dl.words dt { break-after: avoid; }
  dl.words dd { break-inside: avoid; }
  svg text { font-size: 11px; }
}
)css";

}  // namespace

std::string_view ReportStyle() { return kStyle; }

}  // namespace caseclock::report_html
