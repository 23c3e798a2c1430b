// The contrast of every text that is seen on a page, as WCAG 2.1 computes it, also of what style sheets add (::before,
// ::after), of drawings and of charts. An expression: evaluate `(${text})()` in the page.
//   {"checked": 412, "lowest": 4.9, "faint": ["2.3 of 4.5, 13px: p.note \"fewer than ten\" (145,145,145) on (255,255,255)"]}
(function contrastOfEveryText() {
  const WANTED = 4.5, WANTED_LARGE = 3, LARGE_NUMBER_PX = 24;
  const faint = [];
  let checked = 0, lowest = 21;

  function colourOf(text) {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    return {rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1};
  }
  function over(front, back) { return front.rgb.map((part, i) => part * front.alpha + back[i] * (1 - front.alpha)); }
  function luminance(rgb) {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }
  // What lies behind an element: grounds of its ancestors, the nearest on top.
  function groundOf(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(colourOf(getComputedStyle(at).backgroundColor));
    const dark = matchMedia("(prefers-color-scheme: dark)").matches &&
      getComputedStyle(document.documentElement).colorScheme.includes("dark");
    return layers.reverse().reduce((ground, layer) => over(layer, ground), dark ? [18, 18, 18] : [255, 255, 255]);
  }
  function isSeen(element) {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && box.right > 0 && style.clipPath === "none";
  }
  function isUnseen(element) {
    for (let at = element; at; at = at.parentElement) if (!isSeen(at) && at !== document.documentElement) return true;
    return false;
  }
  function nameOf(element) { return element.nodeName.toLowerCase() + Array.from(element.classList, (each) => "." + each).join(""); }

  function check(text, ink, ground, size, where) {
    const ratio = contrast(over(ink, ground), ground);
    const wanted = size > LARGE_NUMBER_PX && /^[\d.,%+−–\s]+$/.test(text) ? WANTED_LARGE : WANTED;
    checked += 1;
    lowest = Math.min(lowest, ratio);
    if (ratio >= wanted) return;
    faint.push(`${ratio.toFixed(2)} of ${wanted}, ${size}px: ${where} "${text.slice(0, 40)}" (${ink.rgb}) on (${ground.map(Math.round)})`);
  }

  function checkTexts() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.textContent.trim(), element = texts.currentNode.parentElement;
      if (!text || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION", "TITLE"].includes(element.nodeName.toUpperCase())) continue;
      if (isUnseen(element)) continue;
      const style = getComputedStyle(element), drawn = element.closest("svg") !== null;
      check(text, colourOf(drawn ? style.fill : style.color), groundOf(element), parseFloat(style.fontSize), nameOf(element));
    }
  }
  function checkAdded() {
    for (const element of document.body.querySelectorAll("*")) {
      for (const part of ["::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (["none", "normal", '""'].includes(style.content) || isUnseen(element)) continue;
        check(style.content, colourOf(style.color), groundOf(element), parseFloat(style.fontSize), nameOf(element) + part);
      }
    }
  }
  function checkControls() {
    for (const element of document.body.querySelectorAll("select, input:not([type=hidden]), textarea")) {
      if (isUnseen(element)) continue;
      const style = getComputedStyle(element);
      check(element.value || "a", colourOf(style.color), groundOf(element), parseFloat(style.fontSize), nameOf(element));
    }
  }
  // What charts write is in no element: axes and legends say their colours.
  function checkCharts() {
    if (typeof Chart === "undefined") return;
    for (const canvas of document.querySelectorAll("canvas")) {
      const chart = Chart.getChart(canvas);
      if (!chart) continue;
      const ground = groundOf(canvas), rgba = document.createElement("i");
      document.body.append(rgba);
      const inks = Object.values(chart.options.scales).map((scale) => scale.ticks.color)
        .concat(chart.options.plugins.legend.labels.color);
      for (const ink of inks) {
        rgba.style.color = ink;
        check("words of a chart", colourOf(getComputedStyle(rgba).color), ground, Chart.defaults.font.size, "canvas");
      }
      rgba.remove();
    }
  }

  checkTexts();
  checkAdded();
  checkControls();
  checkCharts();
  return {checked, lowest, faint: faint.slice(0, 20)};
})
