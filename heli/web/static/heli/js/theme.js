// Loaded before the first paint: with no choice of its own, the page follows the device's light or dark.
(function () {
  "use strict";
  var root = document.documentElement;
  if (root.dataset.theme && root.dataset.theme !== "auto") return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() { root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light"); }
  follow();
  dark.addEventListener("change", follow);
})();
