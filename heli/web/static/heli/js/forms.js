// Autosave states, filters that send themselves, dropped files, fields that show others.
(function () {
  "use strict";

  // --- <form data-autosave hx-post … hx-trigger="change"> with <span data-autosave-state> inside
  function state(form, words) {
    var place = form.querySelector("[data-autosave-state]");
    if (place) place.textContent = words;
  }
  function autosaving(event) {  // what is only asked for, saves nothing
    return event.detail.requestConfig.verb === "get" ? null : event.detail.elt.closest("[data-autosave]");
  }
  document.addEventListener("htmx:beforeRequest", function (event) {
    var form = autosaving(event);
    if (form) state(form, "正在保存…");
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = autosaving(event);
    if (!form) return;
    var now = new Date();
    var clock = String(now.getHours()).padStart(2, "0") + ":" + String(now.getMinutes()).padStart(2, "0");
    state(form, event.detail.successful && event.detail.xhr.status < 400 ? "已保存 " + clock : "没有保存上，内容还在");
  });

  // --- <form data-sends-itself> submits when a field changes
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-sends-itself")) form.requestSubmit();
  });

  // --- <label class="drop" data-drop data-limit="52428800"> around an <input type="file">
  function tooBig(input) {
    var drop = input.closest("[data-drop]");
    var limit = Number(drop && drop.dataset.limit);
    var sum = Array.from(input.files).reduce(function (total, file) { return total + file.size; }, 0);
    if (!limit || sum <= limit) return false;
    input.value = "";
    window.heli.tell("文件太大，没有接收：一次最多 " + Math.floor(limit / 1048576) + " MB。", "error");
    return true;
  }
  function chosen(input) {
    if (tooBig(input)) return;
    var drop = input.closest("[data-drop]");
    var names = drop.querySelector("[data-drop-names]");
    if (names) names.textContent = Array.from(input.files).map(function (file) { return file.name; }).join("、");
    if (drop.hasAttribute("data-drop-sends") && input.files.length) input.form.requestSubmit();
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-drop] input[type='file']")) chosen(event.target);
  });
  ["dragenter", "dragover", "dragleave", "drop"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var drop = event.target.closest && event.target.closest("[data-drop]");
      if (!drop) return;
      event.preventDefault();
      drop.classList.toggle("is-over", name === "dragenter" || name === "dragover");
      if (name !== "drop") return;
      var input = drop.querySelector("input[type='file']");
      input.files = event.dataTransfer.files;
      chosen(input);
    });
  });

  // --- <button data-fill="#field" data-fill-with="…"> writes into a field
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-fill]");
    var field = button && document.querySelector(button.dataset.fill);
    if (!field) return;
    field.value = button.dataset.fillWith;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    var next = field.form && field.form.querySelector("input[type='password']");
    (next || field).focus();
  });

  // --- <input data-finds="#list"> hides the items of a list that don't have the typed words (or initials)
  document.addEventListener("input", function (event) {
    var selector = event.target.dataset && event.target.dataset.finds;
    if (!selector) return;
    var words = event.target.value.trim().toLowerCase();
    document.querySelectorAll(selector + " [data-find]").forEach(function (item) {
      item.hidden = words !== "" && !item.dataset.find.toLowerCase().includes(words);
    });
  });
})();
