// A row opens beside the list: <a href="…" data-panel> loads its fragment into #panel-body (HX-Target: panel-body).
(function () {
  "use strict";
  var panel = document.getElementById("panel");
  if (!panel) return;
  var opener = null;

  function narrow() { return window.matchMedia("(max-width: 899px)").matches; }
  function close() {
    panel.hidden = true;
    if (opener && document.contains(opener)) opener.focus();
    opener = null;
  }
  function open(link) {
    opener = link;
    panel.querySelector("[data-panel-whole]").href = link.href;
    window.htmx.ajax("GET", link.href, { source: link, target: "#panel-body", swap: "innerHTML" }).then(function () {
      panel.hidden = false;
      panel.scrollTop = 0;
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-panel-close]")) { close(); return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    var link = event.target.closest("a[data-panel]");
    if (!link) {
      var row = event.target.closest("[data-row]");
      if (!row || event.target.closest("a, button, input, label, select, textarea, summary")) return;
      if (String(window.getSelection())) return;
      link = row.querySelector("a[data-panel]");
    }
    if (!link || narrow()) return;
    event.preventDefault();
    if (link !== opener || panel.hidden) open(link);
  });
  document.addEventListener("heli:chosen", function (event) {
    var link = event.target.querySelector("a[data-panel]");
    if (link && !panel.hidden && link !== opener) open(link);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open], details[data-menu][open]")) close();
  });
})();
