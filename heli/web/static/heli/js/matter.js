// Signing a sheet: the button says how many are approved. Choosing rows: the button says how many go.
(function () {
  "use strict";
  function count(form) {
    var boxes = Array.from(document.querySelectorAll("[data-counts='" + form.id + "']"));
    var ticked = boxes.filter(function (box) { return box.checked; }).length;
    var number = form.dataset.countsRest === undefined ? ticked : boxes.length - ticked;
    document.querySelectorAll("[data-count-of='" + form.id + "']").forEach(function (place) {
      place.textContent = String(number);
    });
    document.querySelectorAll("[data-wants='" + form.id + "']").forEach(function (button) {
      button.disabled = number === 0 && form.dataset.countsRest === undefined;
    });
  }
  function countAll() { document.querySelectorAll("form[data-count-form]").forEach(count); }
  document.addEventListener("change", function (event) {
    var all = event.target.closest("[data-ticks-all]");
    if (all) {
      document.querySelectorAll("[data-counts='" + all.dataset.ticksAll + "']:not(:disabled)").forEach(function (box) {
        box.checked = all.checked;
      });
    }
    countAll();
  });
  document.addEventListener("htmx:afterSettle", countAll);
  document.addEventListener("toggle", function (event) {
    var step = event.target;
    if (!step.matches || !step.matches("[data-step]") || !step.open) return;
    step.parentElement.querySelectorAll("[data-step][open]").forEach(function (other) {
      if (other !== step) other.open = false;
    });
    var field = step.querySelector("textarea, input:not([type='hidden'])");
    if (field) field.focus();
  }, true);
  countAll();
})();
