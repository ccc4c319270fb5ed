// Everything here is a convenience: the desk works without it.
"use strict";
{
  // A drop-down closes when one looks elsewhere.
  const open = () => document.querySelectorAll("details.desk-choose[open]");
  document.addEventListener("click", event => {
    for (const one of open()) if (!one.contains(event.target)) one.open = false;
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      for (const one of open()) { one.open = false; one.querySelector("summary").focus(); }
    }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const find = document.getElementById("desk-find");
      if (find) { event.preventDefault(); find.focus(); }
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      const save = document.querySelector(".submit-row [name=_continue], .submit-row .default");
      if (save) { event.preventDefault(); save.click(); }
    }
  });

  // Django's autocompletes are named after the label of their field.
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      const words = select.getAttribute("aria-label") || (label && label.textContent.replace(/[:*]\s*$/, ""));
      if (box && words) {
        const chosen = box.querySelector(".select2-selection__rendered");
        box.setAttribute("aria-label", `${words}: ${(chosen && chosen.title) || "none"}`);
        box.removeAttribute("aria-labelledby");
        if (chosen) chosen.setAttribute("aria-label", words);
      }
    }
  };
  window.addEventListener("load", () => {
    setTimeout(name, 0);  // after Django's own
    document.addEventListener("formset:added", () => setTimeout(name, 0));
    document.addEventListener("focusin", event => {
      if (event.target.matches && event.target.matches(".select2-selection")) name();
    });
  });

  // A date says what it means while it is typed.
  let waiting;
  const say = async input => {
    const output = input.parentElement.querySelector("output");
    const asked = input.value;
    const url = new URL(input.dataset.deskDate, location.href);
    url.searchParams.set("text", asked);
    const response = await fetch(url, {headers: {Accept: "application/json"}});
    if (!response.ok || input.value !== asked) return;
    const {edtf, words, error, is_translated} = await response.json();
    output.className = error ? "wrong" : "";
    output.textContent = error || words;
    if (is_translated) {
      const use = document.createElement("button");
      use.type = "button";
      use.textContent = `Write ${edtf}`;
      use.addEventListener("click", () => {
        const kept = document.getElementById(`${input.id}_text`);
        if (kept && !kept.value) kept.value = asked;
        input.value = edtf;
        output.textContent = words;
        input.focus();
      });
      output.append(" ", use);
    }
  };
  document.addEventListener("input", event => {
    if (!event.target.dataset || !event.target.dataset.deskDate) return;
    clearTimeout(waiting);
    waiting = setTimeout(say, 250, event.target);
  });
}
