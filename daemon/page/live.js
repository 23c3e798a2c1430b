// Keeps the page as new as the figures. Once a second it asks whether the page has changed, and changes the parts that
// differ, node by node (a past day it leaves alone), so that focus, selection, scroll position and opened details stay. When the daemon does not
// answer it says so, above the figures and in place of "Live".
(function () {
  "use strict";
  const PARTS = ["top", "figures", "daemon"];
  const PAUSE_MS = 1000, LIMIT_MS = 5000;
  const lost = document.getElementById("lost");
  let timer = 0, tag = "", asked = null, since = new Date(), ahead = 0;

  // --- Changing what differs

  function alike(a, b) { return a.nodeType === b.nodeType && a.nodeName === b.nodeName; }

  function copyAttributes(to, from) {
    for (const each of Array.from(to.attributes)) {
      if (!from.hasAttribute(each.name) && each.name !== "open") to.removeAttribute(each.name);
    }
    for (const each of Array.from(from.attributes)) {
      if (to.getAttribute(each.name) !== each.value) to.setAttribute(each.name, each.value);
    }
  }

  // Rows that have a key are found by it, so that a row keeps its focus and its opened details when its place changes.
  function sameRow(to, at, key) {
    for (let node = at; node; node = node.nextSibling) {
      if (node.nodeType === 1 && node.dataset.key === key) return node;
    }
    return null;
  }

  function morphChildren(to, from) {
    let at = to.firstChild;
    for (const wanted of Array.from(from.childNodes)) {
      const key = wanted.nodeType === 1 ? wanted.dataset.key : undefined;
      const row = key === undefined ? null : sameRow(to, at, key);
      if (row && row !== at) { to.insertBefore(row, at); at = row; }
      const fits = at && alike(at, wanted) && (at.dataset ? at.dataset.key : undefined) === key;
      if (fits) {
        morph(at, wanted);
        at = at.nextSibling;
      } else {
        to.insertBefore(document.importNode(wanted, true), at);
        if (key === undefined && at && !(at.dataset && at.dataset.key)) {
          const gone = at;
          at = at.nextSibling;
          gone.remove();
        }
      }
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }

  function morph(to, from) {
    if (to.isEqualNode(from)) return;
    if (to.nodeType !== 1) { to.nodeValue = from.nodeValue; return; }
    if (to.hasAttribute("data-keep")) return;  // the script's own
    copyAttributes(to, from);
    morphChildren(to, from);
  }

  // --- The time

  const UNITS = [[86400, "day"], [3600, "hour"], [60, "minute"]];
  function ageText(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    for (const [length, word] of UNITS) {
      if (seconds >= 2 * length) return Math.floor(seconds / length).toLocaleString("en-GB") + " " + word + "s";
    }
    return seconds + " second" + (seconds === 1 ? "" : "s");
  }
  function tellAges() {
    for (const each of document.querySelectorAll("[data-age]")) {
      const text = ageText(Date.now() + ahead - Number(each.dataset.age));
      if (each.textContent !== text) each.textContent = text;
    }
  }
  // The clock is London's, wherever the screen is.
  const LONDON = {timeZone: "Europe/London", hour: "2-digit", minute: "2-digit"};
  function tellClock() {
    const clock = document.querySelector("[data-clock]");
    const text = new Date(Date.now() + ahead).toLocaleTimeString("en-GB", LONDON);
    if (clock && clock.textContent !== text) clock.textContent = text;
  }
  function tellTimes() { tellAges(); tellClock(); }
  function takeTime() { ahead = Number(document.querySelector("[data-now]").dataset.now) - Date.now(); }

  // --- Asking

  function show(text, at) {
    if (at !== location.href) return;  // another indicator has been chosen meanwhile
    // The new page's style has another nonce, which the browser would report each time; ours is here already.
    const page = new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/, ""), "text/html");
    if (page.documentElement.dataset.build !== document.documentElement.dataset.build) { location.reload(); return; }
    const focused = document.activeElement;
    for (const id of PARTS) morph(document.getElementById(id), page.getElementById(id));
    if (focused !== document.activeElement && focused.isConnected) focused.focus({preventScroll: true});
    document.title = page.title;
    takeTime();
    window.caseclockCharts.draw();
  }

  function found() {
    since = new Date();
    if (!lost.hidden) lost.hidden = true;
  }

  function fail(error) {
    if (error.name === "AbortError" && asked === null) return;  // we gave it up ourselves
    tag = "";
    if (!lost.hidden) return;
    lost.textContent = "Connection lost. These figures are of " + since.toLocaleTimeString("en-GB") +
      "; trying again every second.";
    lost.hidden = false;
    const fresh = document.querySelector(".fresh");
    fresh.className = "fresh look";
    fresh.firstElementChild.textContent = "Not connected";
  }

  async function ask() {
    clearTimeout(timer);
    if (document.hidden || document.querySelector("#top[data-still]")) return;  // a past day does not change
    const at = location.href, mine = new AbortController();
    if (asked) { const before = asked; asked = null; before.abort(); }
    asked = mine;
    const limit = setTimeout(() => mine.abort(), LIMIT_MS);
    try {
      const answer = await fetch(at, {cache: "no-store", headers: tag ? {"If-None-Match": tag} : {}, signal: mine.signal});
      if (answer.status !== 304) {
        if (!answer.ok) throw new Error(answer.status);
        const text = await answer.text();
        show(text, at);
        tag = at === location.href ? answer.headers.get("ETag") || "" : "";
      }
      found();
    } catch (error) {
      if (asked === mine) fail(error);
    }
    clearTimeout(limit);
    if (asked === mine) { asked = null; timer = setTimeout(ask, PAUSE_MS); }
  }

  // --- Choosing

  function choose(event) {
    if (event.target.id !== "indicator") return;
    const wanted = new URLSearchParams(new FormData(event.target.form));
    history.replaceState(null, "", "?" + wanted);
    tag = "";
    ask();
  }

  // --- One after the other on a wall

  let turns = 0;
  function turnLater() {
    clearTimeout(turns);
    const round = document.querySelector("[data-next]");
    if (round) turns = setTimeout(() => turnTo(round.dataset.next), 1000 * Number(round.dataset.every));
  }
  // A wall must not end on the browser's own page of errors: it turns only to what answers.
  async function turnTo(next) {
    try {
      if ((await fetch(next, {cache: "no-store"})).ok) { location.replace(next); return; }
    } catch (error) { /* said by the page already */ }
    turnLater();
  }

  document.documentElement.classList.add("scripted");
  document.addEventListener("change", choose);
  document.addEventListener("visibilitychange", ask);
  takeTime();
  window.caseclockCharts.draw();
  setInterval(tellTimes, 1000);
  turnLater();
  timer = setTimeout(ask, PAUSE_MS);
})();
