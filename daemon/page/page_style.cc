#include "daemon/page/page_style.h"

#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --sheet: #f4f5f6; --line: #d3d7db; --text: #14181c; --quiet: #4d565e;
  --drag: #9b1020; --bar: #b4404d; --soon: #7a4b00; --good: #14602f; --warn-ground: #fff1d6; --link: #0b4f9e;
  --red-ground: #fdeeef; --amber-ground: #fff4dd; --green-ground: #e9f6ed;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101315; --sheet: #1a1e21; --line: #373e44; --text: #eceff1; --quiet: #aab3ba;
    --drag: #ff9aa2; --bar: #d0616c; --soon: #ffc76b; --good: #84d7a0; --warn-ground: #3a2c0c; --link: #8fc1ff;
    --red-ground: #3d161b; --amber-ground: #3a2c0c; --green-ground: #12321e;
  }
}
* { box-sizing: border-box; }
html { font-size: clamp(15px, 0.36vw + 9.7px, 30px); }
body {
  margin: 0; padding: 0.4rem 1.4rem 0.2rem; background: var(--ground); color: var(--text);
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; line-height: 1.3;
  font-variant-numeric: tabular-nums;
}
.mails h2 { font-size: 1rem; margin: 0.6rem 0 0.1rem; } .mails p { margin: 0; }
.mails ol { margin: 0.2rem 0; padding-left: 1.6rem; }
.mails pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--sheet); padding: 0.6rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.4rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 2rem; padding-bottom: 0.4rem; }
h1 { font-size: 1.5rem; font-weight: 650; margin: 0; }
header p { margin: 0; }
header b { font-weight: 650; }
.state { flex: 1 1 22rem; text-align: right; }
.state strong { padding: 0.05rem 0.5rem; border: 0.1rem solid currentColor; border-radius: 0.3rem; }
.state.good strong { color: var(--good); }
.state.look strong { color: var(--soon); }
nav { flex-basis: 100%; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; margin: 0; padding: 0; }
nav a[aria-current] { color: var(--text); font-weight: 650; text-decoration: none; }
.notice { background: var(--warn-ground); border-left: 0.35rem solid var(--soon); margin: 0 0 0.8rem;
  padding: 0.5rem 0.9rem; }
.notice p, .notice ul { margin: 0; }
[hidden] { display: none; }
main { display: grid; gap: 1.1rem 2.2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
main > .notice { grid-column: 1 / -1; margin: 0; }
@media (min-width: 1800px) { main { grid-template-columns: minmax(0, 3.4fr) minmax(0, 1fr); } }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-size: 1.05rem; font-weight: 650; padding: 0 0 0.3rem; }
caption span { font-weight: 400; color: var(--quiet); }
th, td { padding: 0.36rem 0 0.36rem 1rem; text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child { padding-left: 0; }
thead th { font-size: 0.82rem; font-weight: 600; color: var(--quiet); vertical-align: bottom; line-height: 1.15; }
thead tr { border-bottom: 0.1rem solid var(--text); }
tbody tr { border-bottom: 1px solid var(--line); }
th[scope^=row], thead th:first-child { text-align: left; }
th[scope^=row] { font-weight: 600; white-space: normal; }
small { font-size: 0.8rem; font-weight: 400; color: var(--quiet); }
td small, th small, dd small { display: block; }
.legend { margin: 0.4rem 0 0; font-size: 0.8rem; color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.indicators td, .indicators th[scope=rowgroup] { line-height: 1.2; }
.indicators .rate { white-space: normal; }
.indicators tbody { border-bottom: 1px solid var(--line); }
.indicators tbody tr { border: 0; }
.indicators th, .indicators td { padding: 0.25rem 0 0.1rem 0.8rem; }
.indicators th:first-child { padding-left: 0; }
.indicators thead th { white-space: normal; }
.indicators .why td { text-align: left; white-space: normal; font-size: 0.8rem; padding: 0 0 0.25rem; }
.why p { display: inline; margin: 0 1rem 0 0; }
.why .comment { color: var(--quiet); }
.signal { margin: 0.4rem 0 0; font-size: 0.9rem; }
.indicators td.judged, .indicators thead th:nth-child(3) { text-align: left; }
.rag { padding: 0 0.4rem; border-radius: 0.3rem; white-space: nowrap; font-size: 1.2rem; }
.rag b { font-weight: 650; }
.rag.red { color: var(--drag); background: var(--red-ground); }
.rag.amber { color: var(--soon); background: var(--amber-ground); }
.rag.green { color: var(--good); background: var(--green-ground); }
.rag.none { padding: 0; font-size: 1rem; }
.rag.none b { font-weight: 400; }
.figure { font-size: 1.6rem; font-weight: 650; line-height: 1; }
.number { font-size: 1.35rem; line-height: 1.1; }
.drag .number { font-weight: 700; color: var(--drag); }
.none, .number.none { color: var(--quiet); font-weight: 400; }
.mark { color: var(--soon); font-weight: 600; }
.better { color: var(--good); font-weight: 600; }
.worse { color: var(--drag); font-weight: 600; }
.trend svg { display: block; width: 6rem; height: 1.75rem; margin-left: auto; overflow: visible; }
.trend path { fill: none; stroke: var(--quiet); stroke-width: 1.6; vector-effect: non-scaling-stroke; }
.trend path.newest { stroke: var(--text); stroke-width: 6; stroke-linecap: round; }
.indicators th[scope=rowgroup] { width: 30%; }
.teams th[scope=row] { width: 56%; }
.teams td { vertical-align: middle; }
.teams .bar { width: 21%; text-align: left; padding-left: 0.6rem; }
.bar i { display: block; height: 0.9rem; background: var(--bar); }
.teams tbody th { font-weight: 500; }
.teams th, .teams td { padding-top: 0.1rem; padding-bottom: 0.12rem; }
.teams .number { font-size: 1.2rem; }
tfoot th, tfoot td { border-top: 0.1rem solid var(--text); }
tfoot .number { font-weight: 700; }
footer { margin-top: 0.6rem; padding-top: 0.4rem; border-top: 0.1rem solid var(--text); }
footer h2 { position: absolute; left: -100rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.5rem 1.6rem; margin: 0; }
dt { font-size: 0.82rem; font-weight: 600; color: var(--quiet); }
dd { margin: 0; }
dd.look { color: var(--soon); font-weight: 650; }
footer p { margin: 0.3rem 0 0; font-size: 0.82rem; color: var(--quiet); }
@media (max-width: 1199px) {
  body { padding: 0.8rem 0.9rem; }
  .indicators thead { position: absolute; left: -100rem; }
  .indicators { display: grid; gap: 0 2rem; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
  .indicators caption { display: block; grid-column: 1 / -1; }
  .indicators tbody { display: block; padding: 0.6rem 0; }
  .indicators tr { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); align-content: start; }
  .indicators th[scope=rowgroup] { grid-column: 1 / -1; padding: 0; width: auto; }
  .indicators td { text-align: left; padding: 0.2rem 0.4rem 0.1rem 0; white-space: normal; }
  .indicators td.half { grid-column: span 2; }
  .indicators td.absent { display: none; }
  .indicators td.trend { order: 1; grid-column: 1 / -1; padding-right: 0; }
  .indicators td::before { content: attr(data-label); display: block; font-size: 0.8rem; color: var(--quiet); }
  .indicators tr.why, .why p { display: block; }
  .indicators .why td { display: block; padding: 0.3rem 0 0; }
  .indicators .why td::before { content: none; }
  .trend svg { margin-left: 0; width: 100%; }
  .teams th[scope=row] { width: auto; }
  .teams .bar { width: 22%; }
}
@media (max-width: 980px) { .state { text-align: left; flex-basis: 100%; } }
@media (max-width: 520px) {
  .teams .bar { display: none; }
  .teams th, .teams td { padding-left: 0.6rem; overflow-wrap: anywhere; }
}
@media print { body { padding: 0; } nav, .skip { display: none; } }
)css";

constexpr std::string_view kScript = R"js(
(function () {
  "use strict";
  var parts = ["top", "figures", "daemon"], lost = document.getElementById("lost");
  var since = new Date(), timer = 0;
  function alike(a, b) { return a.nodeType === b.nodeType && a.nodeName === b.nodeName; }
  function morph(to, from) {
    if (to.isEqualNode(from)) return;
    if (to.nodeType !== 1) { to.nodeValue = from.nodeValue; return; }
    Array.from(to.attributes).forEach(function (a) {
      if (!from.hasAttribute(a.name) && a.name !== "open") to.removeAttribute(a.name);
    });
    Array.from(from.attributes).forEach(function (a) {
      if (to.getAttribute(a.name) !== a.value) to.setAttribute(a.name, a.value);
    });
    while (to.childNodes.length > from.childNodes.length) to.lastChild.remove();
    Array.from(from.childNodes).forEach(function (node, i) {
      var old = to.childNodes[i];
      if (!old) to.appendChild(document.importNode(node, true));
      else if (alike(old, node)) morph(old, node);
      else to.replaceChild(document.importNode(node, true), old);
    });
  }
  function show(text) {
    // Its style has another nonce, which the browser would report each time; ours is here already.
    var page = new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/, ""), "text/html");
    if (page.documentElement.dataset.build !== document.documentElement.dataset.build) { location.reload(); return; }
    parts.forEach(function (id) { morph(document.getElementById(id), page.getElementById(id)); });
    document.title = page.title;
    since = new Date();
    lost.hidden = true;
  }
  function fail() {
    if (!lost.hidden) return;
    lost.textContent = "Connection lost. These figures are of " + since.toLocaleTimeString("en-GB") +
      "; trying again every two seconds.";
    lost.hidden = false;
  }
  function again() { clearTimeout(timer); timer = setTimeout(refresh, 2000); }
  function refresh() {
    if (document.hidden) { again(); return; }
    var abort = new AbortController(), limit = setTimeout(function () { abort.abort(); }, 5000);
    fetch(location.href, { cache: "no-store", signal: abort.signal })
      .then(function (answer) { if (!answer.ok) throw new Error(answer.status); return answer.text(); })
      .then(show).catch(fail).then(function () { clearTimeout(limit); again(); });
  }
  again();
})();
)js";

}  // namespace

std::string PageStyle() {
  std::string style(kStyle);
  for (int percent = 0; percent <= 100; ++percent) {
    style += fmt::format(".w{0}{{width:{0}%}}", percent);
  }
  return style;
}

std::string_view PageScript() { return kScript; }

}  // namespace caseclock
