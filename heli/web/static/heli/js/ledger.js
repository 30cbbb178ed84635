// The ledger: columns put away on this device; the open row stays marked when the rows are fetched again.
(function () {
  "use strict";
  var YEAR = 31536000;
  var open = null;

  document.documentElement.classList.add("js");

  document.addEventListener("change", function (event) {
    var form = event.target.closest("[data-columns]");
    if (!form) return;
    var hidden = Array.from(form.querySelectorAll("input[name='column']"))
      .filter(function (box) { return !box.checked; })
      .map(function (box) { return box.value; });
    document.querySelector("[data-hidden]").dataset.hidden = hidden.join(" ");
    var safe = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = "ledger_hidden=" + hidden.join(".") + "; Path=/; SameSite=Lax; Max-Age=" + YEAR + safe;
  });

  document.addEventListener("heli:chosen", function (event) { open = event.target.dataset.row; });

  var left = 0, top = 0;
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.target.id !== "ledger") return;
    var scroll = document.querySelector(".ledger-scroll");
    left = scroll.scrollLeft;
    top = scroll.scrollTop;
  });
  document.addEventListener("htmx:afterSettle", function (event) {
    if (!event.detail.elt || event.detail.elt.id !== "ledger") return;
    var row = open && document.querySelector(".ledger [data-row='" + open + "']");
    if (row) row.setAttribute("aria-current", "true");
    var scroll = document.querySelector(".ledger-scroll");
    scroll.scrollLeft = left;
    if (row) scroll.scrollTop = top;
  });
})();
