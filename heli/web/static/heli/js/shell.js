// Menus, messages and refusals, questions before an act, one send per form.
(function () {
  "use strict";

  // --- menus: <details data-menu> closes when the person turns elsewhere
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details[data-menu]"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.querySelector("details[data-menu][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  // --- messages
  function made(name, className, words) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (words) node.textContent = words;
    return node;
  }
  function icon(name) {
    var sprite = document.querySelector("meta[name='heli-icons']").content;
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", sprite + "#" + name);
    svg.appendChild(use);
    return svg;
  }
  function tell(words, level) {
    var region = document.getElementById("toasts");
    var told = made("div", "told told-" + (level || "success"));
    told.append(icon(level === "error" || level === "warning" ? "alert-triangle" : "circle-check"), made("span", "", words));
    region.append(told);
    window.setTimeout(function () { told.remove(); }, level === "error" ? 12000 : 5000);
  }
  document.addEventListener("heli:told", function (event) {
    (event.detail.said || []).forEach(function (said) { tell(said.words, said.level); });
  });

  // --- refusals appear where the person is looking: in the form or [data-refusals] that sent the request
  function slotFor(element) {
    var home = element.closest("dialog[open], form, [data-refusals]") || element.parentElement;
    var slot = home.querySelector(":scope > [data-refusal-slot]");
    if (!slot) {
      slot = made("div");
      slot.setAttribute("data-refusal-slot", "");
      slot.setAttribute("role", "alert");
      home.append(slot);
    }
    return slot;
  }
  function isWholePage(text) { return /<html[\s>]/i.test(text.slice(0, 400)); }
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status < 400 || status === 422) return;
    var sender = event.detail.requestConfig.elt;
    event.detail.isError = false;
    if (isWholePage(event.detail.xhr.responseText) || !document.contains(sender)) {
      event.detail.shouldSwap = false;
      tell("这次没有办成，数据没有变动。请刷新页面后重试。", "error");
      return;
    }
    event.detail.shouldSwap = true;
    event.detail.swapOverride = "innerHTML";
    event.detail.target = sender.matches("a[data-panel]") ? document.getElementById("panel-body") : slotFor(sender);
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.hasAttribute("data-refusal-slot")) event.target.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("htmx:beforeRequest", function (event) {
    var home = event.detail.elt.closest("dialog[open], form, [data-refusals]");
    var slot = home && home.querySelector(":scope > [data-refusal-slot]");
    if (slot) slot.replaceChildren();
  });
  document.addEventListener("htmx:sendError", function () {
    tell("网络不通，这次没有送达。填写的内容还在页面上，请稍后再试。", "error");
  });
  document.addEventListener("htmx:timeout", function () {
    tell("服务器迟迟没有回应，请稍后刷新查看是否已办成。", "error");
  });

  // --- the number beside 待办 is asked for again after anything was done on the page
  document.addEventListener("htmx:afterRequest", function (event) {
    var verb = event.detail.requestConfig && event.detail.requestConfig.verb;
    if (event.detail.successful && event.detail.xhr.status < 400 && verb && verb !== "get") window.htmx.trigger(document.body, "heli:changed");
  });

  // --- csrf for fragments: the cookie is newer than the page when the person signed in again elsewhere
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb === "get") return;
    var cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    var token = cookie ? cookie[1] : document.querySelector("meta[name='heli-csrf']").content;
    event.detail.headers["X-CSRFToken"] = token;
    if (event.detail.parameters.delete) event.detail.parameters.delete("csrfmiddlewaretoken");
    else delete event.detail.parameters.csrfmiddlewaretoken;
  });

  // --- questions: <button data-confirm="…" data-confirm-yes="…"> asks in a <dialog> before it acts
  function ask(element, go) {
    var dialog = made("dialog", "ask");
    var title = made("h2", "", element.dataset.confirmTitle || "请确认");
    title.id = "ask-title";
    dialog.setAttribute("aria-labelledby", title.id);
    var row = made("div", "buttons");
    var no = made("button", "btn", "取消");
    var yes = made("button", "btn btn-primary", element.dataset.confirmYes || element.textContent.trim() || "确定");
    no.type = yes.type = "button";
    no.addEventListener("click", function () { dialog.close(); });
    yes.addEventListener("click", function () { dialog.close(); go(); });
    dialog.addEventListener("close", function () { dialog.remove(); element.focus(); });
    row.append(no, yes);
    dialog.append(title, made("p", "", element.dataset.confirm), row);
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  }
  document.addEventListener("click", function (event) {
    var element = event.target.closest("[data-confirm]");
    if (!element || element.hasAttribute("data-confirmed") || element.hasAttribute("hx-post")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(element, function () {
      element.setAttribute("data-confirmed", "");
      element.click();
      element.removeAttribute("data-confirmed");
    });
  }, true);
  document.addEventListener("htmx:confirm", function (event) {
    var element = event.detail.elt;
    if (!element.dataset.confirm) return;
    event.preventDefault();
    ask(element, function () { event.detail.issueRequest(true); });
  });

  // --- dialogs of the page itself: <button data-dialog="id"> … <dialog id="id" class="ask"> … <button data-close>
  document.addEventListener("click", function (event) {
    var opener = event.target.closest("[data-dialog]");
    if (opener) {
      var dialog = document.getElementById(opener.dataset.dialog);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
      return;
    }
    var closer = event.target.closest("dialog [data-close]");
    if (closer) { event.preventDefault(); closer.closest("dialog").close(); }
  });

  // --- one send per form
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.classList.contains("is-sending")) { event.preventDefault(); return; }
    form.classList.add("is-sending");
    window.setTimeout(function () { form.classList.remove("is-sending"); }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form.is-sending").forEach(function (form) { form.classList.remove("is-sending"); });
  });

  window.heli = { tell: tell };
})();
