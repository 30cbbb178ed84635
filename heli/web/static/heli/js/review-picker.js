// <select data-picker="…"> becomes a field that finds units by name, short name or initials; several become chips.
(function () {
  "use strict";
  var SHOWN = 60;
  var count = 0;

  function made(name, className, words) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (words) node.textContent = words;
    return node;
  }
  function rank(option, words) {
    var short = option.text.toLowerCase();
    var hay = (option.text + " " + (option.dataset.find || "")).toLowerCase();
    if (short.startsWith(words)) return 0;
    if (hay.split(" ").some(function (part) { return part.startsWith(words); })) return 1;
    return hay.includes(words) ? 2 : -1;
  }

  function enhance(select) {
    if (select.dataset.picked) return;
    select.dataset.picked = "1";
    var id = "picker-" + ++count;
    var home = made("div", "picker");
    var box = made("div", "picker-box");
    var chips = made("span", "picker-chips");
    var input = made("input", "picker-input");
    var list = made("ul", "picker-list");
    var at = -1;
    var label = select.form && select.form.querySelector("label[for='" + select.id + "']");
    input.type = "text";
    input.placeholder = select.dataset.picker;
    input.autocomplete = "off";
    input.id = select.id + "-find";
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-autocomplete", "list");
    if (label) { label.htmlFor = input.id; input.setAttribute("aria-label", label.textContent); }
    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", label ? label.textContent : select.dataset.picker);
    list.hidden = true;
    if (select.multiple) box.append(chips);
    box.append(input);
    home.append(box, list);
    select.after(home);
    select.hidden = true;

    function options() { return Array.from(select.options); }
    function changed() {
      show();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function show() {
      if (!select.multiple) {
        var chosen = select.selectedOptions[0];
        input.value = chosen && chosen.value ? chosen.text : "";
        return;
      }
      chips.replaceChildren();
      options().filter(function (option) { return option.selected; }).forEach(function (option) {
        var chip = made("button", "chip", option.text);
        chip.type = "button";
        chip.setAttribute("aria-label", "去掉 " + option.text);
        chip.append(made("span", "picker-x", "×"));
        chip.addEventListener("click", function () { option.selected = false; changed(); input.focus(); });
        chips.append(chip);
      });
    }
    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function point(by) {
      var items = list.querySelectorAll("[role='option']");
      if (!items.length) return;
      at = Math.min(items.length - 1, Math.max(0, at + by));
      items.forEach(function (item, number) { item.setAttribute("aria-selected", String(number === at)); });
      input.setAttribute("aria-activedescendant", items[at].id);
      items[at].scrollIntoView({ block: "nearest" });
    }
    function choose(option) {
      if (select.multiple) { option.selected = true; input.value = ""; } else { select.value = option.value; }
      close();
      changed();
    }
    function open(all) {
      var words = all ? "" : input.value.trim().toLowerCase();
      var found = options().filter(function (option) { return option.value && !(select.multiple && option.selected); });
      found = found.map(function (option) { return [words ? rank(option, words) : 0, option]; });
      found = found.filter(function (pair) { return pair[0] >= 0; });
      found.sort(function (one, other) { return one[0] - other[0]; });
      list.replaceChildren();
      found.slice(0, SHOWN).forEach(function (pair, number) {
        var item = made("li", "picker-item");
        item.id = id + "-" + number;
        item.setAttribute("role", "option");
        item.append(made("span", "", pair[1].text), made("span", "quiet small", pair[1].dataset.hint));
        item.addEventListener("mousedown", function (event) { event.preventDefault(); choose(pair[1]); });
        list.append(item);
      });
      if (!found.length) list.append(made("li", "picker-none quiet", "没有这个单位"));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      at = -1;
      if (found.length && words) point(1);
    }

    input.addEventListener("focus", function () { input.select(); });
    input.addEventListener("click", function () { open(true); });
    input.addEventListener("input", function (event) { event.stopPropagation(); open(false); });
    input.addEventListener("change", function (event) { event.stopPropagation(); });
    input.addEventListener("blur", function () {
      close();
      if (!select.multiple && !input.value.trim() && select.value) { select.value = ""; changed(); } else { show(); }
      if (select.multiple) input.value = "";
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) open(true);
        point(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !event.ctrlKey) {
        event.preventDefault();
        var item = list.querySelectorAll("[role='option']")[at];
        if (item && !list.hidden) item.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
        show();
      } else if (event.key === "Backspace" && select.multiple && !input.value) {
        var last = options().filter(function (option) { return option.selected; }).pop();
        if (last) { last.selected = false; changed(); }
      }
    });
    select.addEventListener("heli:set", changed);
    show();
  }

  function enhanceIn(root) {
    if (root.matches && root.matches("select[data-picker]")) enhance(root);
    root.querySelectorAll("select[data-picker]").forEach(enhance);
  }
  document.addEventListener("htmx:load", function (event) { enhanceIn(event.detail.elt); });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", function () { enhanceIn(document); });
  } else { enhanceIn(document); }

  // --- <button data-choose="select id" data-value="…">: one of several units that a written name may mean
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-choose]");
    var select = button && document.getElementById(button.dataset.choose);
    if (!select) return;
    Array.from(select.options).forEach(function (option) {
      if (option.value === button.dataset.value) option.selected = true;
    });
    select.dispatchEvent(new Event("heli:set"));
  });
})();
