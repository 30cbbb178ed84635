// Keys shown on the page work on the page; never while somebody types. Rows: j, k, arrows, Enter.
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
  }
  function seen(element) { return element.getClientRects().length > 0 && !element.disabled; }

  function bearer(key) {
    var all = Array.from(document.querySelectorAll("[data-key]")).filter(function (element) {
      return element.dataset.key === key && seen(element);
    });
    var inCurrent = all.find(function (element) { return element.closest("[aria-current='true']"); });
    return inCurrent || all.find(function (element) { return !element.closest("[data-row]"); });
  }

  function rows() { return Array.from(document.querySelectorAll("[data-rows] [data-row]")).filter(seen); }
  function choose(row) {
    document.querySelectorAll("[data-rows] [data-row][aria-current]").forEach(function (other) {
      if (other !== row) other.removeAttribute("aria-current");
    });
    row.setAttribute("aria-current", "true");
    row.scrollIntoView({ block: "nearest" });
    row.dispatchEvent(new CustomEvent("heli:chosen", { bubbles: true }));
  }
  function step(by) {
    var all = rows();
    if (!all.length) return false;
    var at = all.findIndex(function (row) { return row.getAttribute("aria-current") === "true"; });
    choose(all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]);
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    var found = bearer(event.key);
    if (found) {
      event.preventDefault();
      if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
      else found.click();
      return;
    }
    var by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by && (event.key.length === 1 || document.activeElement === document.body) && step(by)) event.preventDefault();
    if (event.key === "Enter" && event.target === document.body) {
      var link = document.querySelector("[data-row][aria-current='true'] a[href]");
      if (link) link.click();
    }
  });

  document.addEventListener("click", function (event) {
    var row = event.target.closest("[data-rows] [data-row]");
    if (row) choose(row);
  });

  window.heli = Object.assign(window.heli || {}, { choose: choose });
})();
