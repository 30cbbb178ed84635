// The original in the place of the text: the current demand's boxes stand out, a click on a box chooses its card.
(function () {
  "use strict";
  var looking = false;

  function sight() { return document.getElementById("sight"); }
  function quietly() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"; }
  function current() {
    var card = document.querySelector(".draft[aria-current='true']");
    return card && card.dataset.card;
  }
  function show() {
    var place = sight();
    var button = document.querySelector("[data-sight]");
    if (!place || !button) return;
    var text = document.getElementById("text");
    place.hidden = !looking;
    text.classList.toggle("is-sight", looking);
    button.setAttribute("aria-pressed", String(looking));
    if (!looking) return;
    window.htmx.trigger(place, "heli:look");
    point();
  }
  function point() {
    if (!looking || !sight()) return;
    var id = current();
    var first = null;
    sight().querySelectorAll("[data-box]").forEach(function (box) {
      var mine = box.dataset.box === id;
      box.classList.toggle("is-current", mine);
      if (mine && !first) first = box;
    });
    var side = document.getElementById("text");
    if (!first) return;
    var place = first.getBoundingClientRect();
    var home = side.getBoundingClientRect();
    if (place.top >= home.top + 24 && place.bottom <= home.bottom - 24) return;
    side.scrollTo({ top: side.scrollTop + place.top - home.top - side.clientHeight * 0.33, behavior: quietly() });
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-sight]")) {
      looking = !looking;
      show();
      return;
    }
    var box = event.target.closest("[data-box]");
    var card = box && document.getElementById("card-" + box.dataset.box);
    if (card) window.heli.choose(card);
  });
  document.addEventListener("heli:chosen", point);
  document.addEventListener("htmx:afterSettle", function (event) {
    if (event.target.id === "review" || (event.detail.elt && event.detail.elt.id === "review")) show();
    else point();
  });
  // A picture that comes late moves what stands below it.
  document.addEventListener("load", function (event) {
    if (event.target.matches && event.target.matches(".sight img")) point();
  }, true);
})();
