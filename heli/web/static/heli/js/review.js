// The review page: choosing a demand, what follows a decision, filters, marking by hand. Keys are in keys.js.
(function () {
  "use strict";
  var lastDone = null;

  function review() { return document.getElementById("review"); }
  function cardOf(id) { return document.getElementById("card-" + id); }
  function bandsOf(id) { return Array.from(document.querySelectorAll("[data-band='" + id + "']")); }
  function current() { return document.querySelector(".draft[aria-current='true']"); }
  function seen(element) { return element.getClientRects().length > 0; }
  function quietly() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"; }

  // --- the pair
  function bringIntoView(side, element, share) {
    if (!side || !element || !seen(element)) return;
    var box = side.getBoundingClientRect();
    var place = element.getBoundingClientRect();
    var inside = place.top >= box.top + 24 && place.bottom <= box.bottom - 24;
    if (inside || side.scrollHeight <= side.clientHeight) return;
    side.scrollTo({ top: side.scrollTop + place.top - box.top - side.clientHeight * share, behavior: quietly() });
  }
  function showPair(id) {
    window.heli.restScrolling();
    document.querySelectorAll(".band[aria-current]").forEach(function (band) { band.removeAttribute("aria-current"); });
    bandsOf(id).forEach(function (band) { band.setAttribute("aria-current", "true"); });
    bringIntoView(document.getElementById("text"), bandsOf(id)[0], 0.33);
  }
  function open(card) {
    if (!card.dataset.openFrom || card.dataset.state !== "open" || card.querySelector(".draft-form") || card.dataset.opening) return;
    card.dataset.opening = "1";
    window.htmx.ajax("GET", card.dataset.openFrom, { source: card, target: card, swap: "outerHTML" });
  }
  function choose(card) {
    window.heli.choose(card);
    if (getComputedStyle(document.getElementById("drafts")).overflowY === "auto") card.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("heli:chosen", function (event) {
    var card = event.target.closest(".draft");
    if (!card) return;
    showPair(card.dataset.card);
    if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
    open(card);
  });
  document.addEventListener("click", function (event) {
    var title = event.target.closest(".draft-title");
    if (title && !event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
    var band = event.target.closest("[data-band]");
    if (!band || String(window.getSelection())) return;
    var card = cardOf(band.dataset.band);
    if (card && !seen(card)) showOnly("all");
    if (card) choose(card);
  });

  // --- after an answer of the server
  function nextOpen(card) {
    var all = Array.from(document.querySelectorAll(".draft")).filter(seen);
    var at = all.indexOf(card);
    return all.slice(at + 1).concat(all.slice(0, Math.max(at, 0))).find(function (one) { return one.dataset.state === "open"; });
  }
  // Rows, not a height: htmx copies a style attribute to what it swaps in, which the content policy refuses.
  function grow(field) {
    field.rows = 1;
    if (!seen(field)) return;
    var style = getComputedStyle(field);
    var words = field.scrollHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    field.rows = Math.max(1, Math.round(words / parseFloat(style.lineHeight)));
  }
  function growAll(root) { root.querySelectorAll("[data-grows]").forEach(grow); }
  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-grows]")) grow(event.target);
  });
  document.addEventListener("htmx:load", function (event) { growAll(event.detail.elt); });

  function offerUndo() {
    var button = document.querySelector("[data-undo-last]");
    if (button) button.hidden = !(lastDone && cardOf(lastDone) && cardOf(lastDone).querySelector("[data-key='u']"));
  }
  document.addEventListener("htmx:afterSettle", function (event) {
    if (!review()) return;
    var card = event.target.closest && event.target.closest(".draft");
    var line = event.target.closest && event.target.closest(".draft-line");
    if (line && card) card.dataset.category = line.dataset.category;
    var swapped = event.detail.elt;
    if (swapped && swapped.classList && swapped.classList.contains("draft")) settle(swapped, event.detail.requestConfig);
    if (swapped && swapped.id === "review") {
      showOnly(swapped.dataset.show);
      if (current()) showPair(current().dataset.card);
      lastDone = null;
    }
    var now = current();
    if (now) bandsOf(now.dataset.card).forEach(function (band) { band.setAttribute("aria-current", "true"); });
    offerUndo();
    nothing();
  });
  // The answer to a decision brings the card that follows along, so that the next key finds it open.
  document.addEventListener("htmx:configRequest", function (event) {
    var card = event.target.closest && event.target.closest(".draft[aria-current='true'][data-state='open']");
    var next = card && event.detail.verb === "post" && nextOpen(card);
    if (next && next.dataset.openFrom && !next.querySelector(".draft-form")) event.detail.parameters.next = next.dataset.card;
  });
  // Somebody else was first: the card shows how things stand, with the words that say so.
  document.addEventListener("heli:stale", function (event) {
    var card = cardOf(event.detail.card);
    if (!card) return;
    window.setTimeout(function () {
      var slot = card.querySelector("[data-refusal-slot]");
      var said = slot && slot.cloneNode(true);
      window.htmx.ajax("GET", card.dataset.openFrom + "?fresh=1", { source: card, target: card, swap: "outerHTML" }).then(function () {
        var fresh = cardOf(event.detail.card);
        if (fresh && said) fresh.append(said);
      });
    }, 60);
  });
  function settle(card, request) {
    if (!request || request.verb === "get") {
      choose(card);
      return;
    }
    if (card.dataset.state !== "open") {
      lastDone = card.dataset.card;
      if (!current()) choose(nextOpen(card) || card);
    } else if (card.getAttribute("aria-current") || !current()) {
      choose(card);
    }
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-undo-last]")) return;
    var card = lastDone && cardOf(lastDone);
    var button = card && card.querySelector("[data-key='u']");
    if (button) button.click();
  });

  // --- filters
  function nothing() {
    var note = document.querySelector("[data-nothing]");
    var show = review() && review().dataset.show;
    if (!note) return;
    var inside = show === "suspects" ? ".doubts" : show === "exhortations" ? ".left-out" : ".draft";
    note.hidden = Array.from(document.querySelectorAll("#drafts " + inside)).some(seen);
  }
  function showOnly(name) {
    var root = review();
    root.dataset.show = name;
    var values = JSON.parse(root.getAttribute("hx-vals"));
    values.show = name;
    root.setAttribute("hx-vals", JSON.stringify(values));
    document.querySelectorAll(".strip [data-show-only]").forEach(function (link) {
      if (link.dataset.showOnly === name) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    nothing();
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-show-only]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    showOnly(link.dataset.showOnly);
    document.getElementById("drafts").scrollTop = 0;
    var first = Array.from(document.querySelectorAll(".draft")).find(seen);
    var now = current();
    if (first && !(now && seen(now))) choose(first);
  });
  document.addEventListener("click", function (event) {
    var place = event.target.closest("[data-goes-to]");
    var there = place && document.querySelector("[data-suspect='" + place.dataset.goesTo + "']");
    if (!there) return;
    event.preventDefault();
    bringIntoView(document.getElementById("text"), there, 0.4);
    there.classList.add("is-shown");
    window.setTimeout(function () { there.classList.remove("is-shown"); }, 1600);
  });

  // --- keys inside a card's form
  document.addEventListener("keydown", function (event) {
    var form = event.target.closest && event.target.closest(".draft-form");
    if (!form) return;
    if (event.key === "Escape") {
      event.target.blur();
      form.closest(".draft").focus({ preventScroll: true });
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.blur();
      form.querySelector("[data-key='a']").click();
    } else if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
    }
  });
  // Ticking a member is a choice for the two buttons below it, nothing to keep.
  document.addEventListener("change", function (event) {
    if (event.target.hasAttribute("data-quiet")) event.stopImmediatePropagation();
  }, true);

  // --- marking by hand: offsets count code points of the document's own text
  function points(text) { return Array.from(text).length; }
  function offsetOf(paragraph, node, offset, atEnd) {
    var sum = Number(paragraph.dataset.start);
    var walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    var whole = null;
    for (var text = walker.nextNode(); text; text = walker.nextNode()) {
      var replaced = text.parentElement.closest("[data-length]");
      if (replaced && replaced === whole) { if (text === node) return sum; continue; }
      if (text === node) {
        if (!replaced) return sum + points(text.data.slice(0, offset));
        return atEnd ? sum + Number(replaced.dataset.length) : sum;
      }
      sum += replaced ? Number(replaced.dataset.length) : points(text.data);
      whole = replaced;
    }
    return sum;
  }
  function edge(node, offset, atEnd) {
    if (node.nodeType !== Node.TEXT_NODE) {
      var range = document.createRange();
      range.setStart(node, offset);
      var walker = document.createTreeWalker(document.getElementById("paper"), NodeFilter.SHOW_TEXT);
      var last = null;
      for (var text = walker.nextNode(); text; text = walker.nextNode()) {
        var side = range.comparePoint(text, 0);
        if (side >= 0) { if (!atEnd) last = text; break; }
        last = text;
      }
      if (!last) return null;
      node = last;
      offset = atEnd ? last.data.length : 0;
    }
    var paragraph = node.parentElement.closest("[data-start]");
    return paragraph ? offsetOf(paragraph, node, offset, atEnd) : null;
  }
  // Where the person points in the text: the end of a selection, or the caret of a click.
  var pointed = null;
  function point(node, offset) {
    var band = node && (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-band]");
    var at = band ? edge(node, offset, false) : null;
    pointed = at === null ? null : { card: band.dataset.band, at: at };
  }
  document.addEventListener("click", function (event) {
    if (!event.target.closest("#paper")) return;
    var selection = window.getSelection();
    if (selection.rangeCount) point(selection.focusNode, selection.focusOffset);
  });
  document.addEventListener("htmx:configRequest", function (event) {
    if (!event.target.matches("[data-split]")) return;
    var card = event.target.closest(".draft").dataset.card;
    if (pointed && pointed.card === card) event.detail.parameters.at = pointed.at;
  });
  document.addEventListener("click", function (event) {
    var no = event.target.closest("[data-no-split]");
    if (no) no.closest("form").remove();
  });
  document.addEventListener("keydown", function (event) {
    var form = event.key === "Escape" && event.target.closest(".split-form");
    if (!form) return;
    var card = form.closest(".draft");
    form.remove();
    card.focus({ preventScroll: true });
  });
  // A demand that was cut or joined moves the numbers of all that follow.
  function number() {
    document.querySelectorAll(".draft-number").forEach(function (place, index) { place.textContent = String(index + 1); });
  }
  document.addEventListener("htmx:afterSettle", number);
  document.addEventListener("selectionchange", function () {
    var form = document.querySelector("[data-mark-here]");
    if (!form || form.contains(document.activeElement)) return;
    var selection = window.getSelection();
    var paper = document.getElementById("paper");
    form.hidden = true;
    if (!selection.rangeCount || selection.isCollapsed || !selection.toString().trim()) return;
    var range = selection.getRangeAt(0);
    if (!paper.contains(range.commonAncestorContainer)) return;
    var start = edge(range.startContainer, range.startOffset, false);
    var end = edge(range.endContainer, range.endOffset, true);
    if (start === null || end === null || start >= end) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    var side = document.getElementById("text");
    var box = range.getBoundingClientRect();
    var home = side.getBoundingClientRect();
    form.hidden = false;
    form.style.top = Math.max(4, box.top - home.top + side.scrollTop - form.offsetHeight - 6) + "px";
    form.style.left = Math.min(side.clientWidth - form.offsetWidth - 8, Math.max(8, box.left - home.left)) + "px";
  });

  function begin() {
    if (!review()) return;
    growAll(document);
    showOnly(review().dataset.show);
    var now = current();
    if (now) {
      showPair(now.dataset.card);
      var side = document.getElementById("drafts");
      if (now !== document.querySelector(".draft") && getComputedStyle(side).overflowY === "auto") now.scrollIntoView({ block: "nearest" });
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
