#include "daemon/exposition/page_style.h"

#include "fmt/format.h"

namespace caseclock {
namespace {

constexpr std::string_view kStyle = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --sheet: #f4f5f6; --line: #d3d7db; --text: #14181c; --quiet: #4d565e;
  --drag: #9b1020; --bar: #b4404d; --soon: #7a4b00; --good: #14602f; --warn-ground: #fff1d6; --link: #0b4f9e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101315; --sheet: #1a1e21; --line: #373e44; --text: #eceff1; --quiet: #aab3ba;
    --drag: #ff9aa2; --bar: #d0616c; --soon: #ffc76b; --good: #84d7a0; --warn-ground: #3a2c0c; --link: #8fc1ff;
  }
}
* { box-sizing: border-box; }
html { font-size: clamp(15px, 0.55vw + 9.4px, 30px); }
body {
  margin: 0; padding: 0.9rem 1.4rem 1.2rem; background: var(--ground); color: var(--text);
  font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; line-height: 1.3;
  font-variant-numeric: tabular-nums;
}
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.4rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 2rem; padding-bottom: 0.7rem; }
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
main { display: grid; gap: 1.2rem 2rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
@media (min-width: 1500px) { main { grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); } }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-size: 1.05rem; font-weight: 650; padding: 0 0 0.3rem; }
caption span { font-weight: 400; color: var(--quiet); }
th, td { padding: 0.34rem 0.7rem 0.34rem 0; text-align: right; vertical-align: baseline; white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.82rem; font-weight: 600; color: var(--quiet); vertical-align: bottom; white-space: normal;
  border-bottom: 0.1rem solid var(--text); line-height: 1.15; }
tbody tr, tfoot tr { border-bottom: 1px solid var(--line); }
th[scope=row], thead th:first-child { text-align: left; }
th[scope=row] { font-weight: 600; white-space: normal; }
small { font-size: 0.8rem; font-weight: 400; color: var(--quiet); }
td small, th small { display: block; }
.figure { font-size: 1.55rem; font-weight: 650; line-height: 1.1; }
.number { font-size: 1.25rem; }
.drag .number, .number.drag { font-weight: 700; color: var(--drag); }
.none { color: var(--quiet); font-weight: 400; }
.mark { color: var(--soon); font-weight: 600; }
.better { color: var(--good); }
.worse { color: var(--drag); }
.teams td.bar { width: 38%; text-align: left; }
.bar div { display: flex; align-items: center; gap: 0.5rem; }
.bar i { display: block; height: 1rem; background: var(--bar); flex: none; min-width: 1px; }
.bar span.track { flex: 1; display: block; }
tfoot th, tfoot td { font-weight: 700; border-top: 0.1rem solid var(--text); }
footer { margin-top: 1.1rem; padding-top: 0.6rem; border-top: 0.1rem solid var(--text); }
footer h2 { position: absolute; left: -100rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0.5rem 1.6rem; margin: 0; }
dt { font-size: 0.82rem; font-weight: 600; color: var(--quiet); }
dd { margin: 0; }
dd.look { color: var(--soon); font-weight: 650; }
footer p { margin: 0.7rem 0 0; font-size: 0.82rem; color: var(--quiet); }
@media (max-width: 720px) {
  body { padding: 0.8rem 0.9rem; }
  .state { text-align: left; }
  .indicators thead { position: absolute; left: -100rem; }
  .indicators tr { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); padding: 0.5rem 0; }
  .indicators th[scope=row] { grid-column: 1 / -1; }
  .indicators td { text-align: left; padding: 0.15rem 0.4rem 0.15rem 0; white-space: normal; }
  .indicators td.wide { grid-column: span 2; }
  .indicators td::before { content: attr(data-label); display: block; font-size: 0.8rem; color: var(--quiet); }
  .teams td.by { display: none; }
  .teams thead th.by { display: none; }
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
    Array.from(to.attributes).forEach(function (a) { if (!from.hasAttribute(a.name)) to.removeAttribute(a.name); });
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
    var page = new DOMParser().parseFromString(text, "text/html");
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
