// The text and its drafts scroll together: what stands a third down one column stands there in the other.
(function () {
  "use strict";
  var LINE = 0.33;
  var driver = null;
  var waiting = false;
  var until = 0;

  function sides() {
    var text = document.getElementById("text");
    var drafts = document.getElementById("drafts");
    if (!text || !drafts || text.scrollHeight <= text.clientHeight) return null;
    return getComputedStyle(drafts).overflowY === "auto" ? { text: text, drafts: drafts } : null;
  }
  function top(side, element) {
    return element.getBoundingClientRect().top - side.getBoundingClientRect().top + side.scrollTop;
  }
  // Pairs of heights at which a demand and its card stand, ends included, both rising.
  function pairs(both) {
    var found = [[0, 0]];
    both.drafts.querySelectorAll("[data-card]").forEach(function (card) {
      var band = both.text.querySelector("[data-band='" + card.dataset.card + "']");
      if (!band || !card.getClientRects().length) return;
      var pair = [top(both.text, band), top(both.drafts, card)];
      var last = found[found.length - 1];
      if (pair[0] > last[0] && pair[1] > last[1]) found.push(pair);
    });
    found.push([both.text.scrollHeight, both.drafts.scrollHeight]);
    return found;
  }
  function follow(both, from) {
    var here = from === both.text ? 0 : 1;
    var other = from === both.text ? both.drafts : both.text;
    var found = pairs(both);
    var at = from.scrollTop + from.clientHeight * LINE;
    var next = found.findIndex(function (pair) { return pair[here] > at; });
    if (next < 1) return;
    var a = found[next - 1];
    var b = found[next];
    var share = (at - a[here]) / (b[here] - a[here]);
    var there = a[1 - here] + share * (b[1 - here] - a[1 - here]);
    if (from.scrollTop <= 0) there = 0;
    other.scrollTo({ top: there - other.clientHeight * LINE, behavior: "instant" });
  }

  ["wheel", "touchmove", "pointerdown"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      driver = event.target.closest ? event.target.closest("#text, #drafts") : null;
      until = Date.now() + 1500;
    }, { passive: true });
  });
  document.addEventListener("scroll", function (event) {
    if (event.target !== driver || waiting || Date.now() > until) return;
    until = Date.now() + 400;
    waiting = true;
    requestAnimationFrame(function () {
      waiting = false;
      var both = sides();
      if (both && driver) follow(both, driver);
    });
  }, true);

  window.heli = Object.assign(window.heli || {}, { restScrolling: function () { driver = null; } });
})();
