// The review of a draft by keyboard and mouse. Without it the page's forms do the same.
"use strict";
(() => {
  const page = document.getElementById("review");
  if (!page) return;
  const cards = [...page.querySelectorAll(".review-card")];
  const text = page.querySelector(".review-text");
  let current = null;

  const marksOf = card => {
    const number = card.id.slice("card-".length);
    return [...text.querySelectorAll("mark")].filter(
      mark => mark.dataset.cards.split(" ").includes(number));
  };

  const light = (card, {scrolls = true} = {}) => {
    page.querySelectorAll(".is-lit").forEach(one => one.classList.remove("is-lit"));
    current = card;
    if (!card) return;
    card.classList.add("is-lit");
    const marks = marksOf(card);
    marks.forEach(mark => mark.classList.add("is-lit"));
    if (!scrolls) return;
    card.scrollIntoView({block: "nearest"});
    if (marks.length) marks[0].scrollIntoView({block: "nearest"});
  };

  const go = card => {
    if (!card) return;
    history.replaceState(null, "", `#${card.id}`);
    light(card);
    card.focus({preventScroll: true});
  };

  const step = by => {
    const place = current ? cards.indexOf(current) + by : 0;
    go(cards[Math.min(Math.max(place, 0), cards.length - 1)]);
  };

  const nextOpen = () => {
    const place = current ? cards.indexOf(current) + 1 : 0;
    go([...cards.slice(place), ...cards.slice(0, place)].find(
      card => card.dataset.state === "open"));
  };

  const press = act => {
    const button = current && current.querySelector(`button[name="act"][value="${act}"]`);
    if (button) button.click();
  };

  const choose = number => {
    if (!current) return;
    for (const question of current.querySelectorAll(".review-question")) {
      if (question.querySelector(":checked") && question.nextElementSibling &&
          question.nextElementSibling.classList.contains("review-question")) continue;
      const options = question.querySelectorAll("input");
      if (options[number - 1]) options[number - 1].checked = true;
      return;
    }
  };

  const correct = () => {
    const details = current && current.querySelector("details");
    if (!details) return;
    details.open = true;
    const first = details.querySelector("input, select");
    if (first) first.focus();
  };

  // Code points before a place of a paragraph: what locators count.
  const offset = (paragraph, node, place) => {
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, place);
    return [...range.toString()].length;
  };

  const cite = () => {
    const chosen = getSelection();
    if (!current || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const holder = node =>
      (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-number]");
    const paragraph = holder(range.startContainer);
    if (!paragraph || paragraph !== holder(range.endContainer)) return;
    const input = current.querySelector('input[name="cites"]');
    if (!input) return;
    const start = offset(paragraph, range.startContainer, range.startOffset);
    const end = offset(paragraph, range.endContainer, range.endOffset);
    const number = paragraph.dataset.number;
    input.value = number === "0" ? "title" : `${number}:${start}-${end}`;
    current.querySelector("details").open = true;
    input.focus();
  };

  const keys = {
    j: () => step(1), k: () => step(-1), n: nextOpen, a: () => press("accept"),
    r: () => press("reject"), u: () => press("reopen"), c: correct, p: cite,
    1: () => choose(1), 2: () => choose(2),
  };

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target;
    if (event.key === "Escape" && at.closest(".review-card")) {
      at.blur();
      return;
    }
    if (at.matches("textarea, select, input:not([type=radio])")) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  cards.forEach(card => card.addEventListener("focusin", () => {
    if (card !== current) light(card, {scrolls: false});
  }));
  cards.forEach(card => card.addEventListener("click", event => {
    if (card === current) return;
    light(card, {scrolls: false});
    const marks = marksOf(card);
    if (marks.length && !event.target.closest("button, a")) {
      marks[0].scrollIntoView({block: "nearest"});
    }
  }));
  text.addEventListener("click", event => {
    const mark = event.target.closest("mark");
    if (!mark) return;
    event.preventDefault();
    if (!getSelection().isCollapsed) return; // text is being selected, not clicked
    const numbers = mark.dataset.cards.split(" ");
    const here = current ? numbers.indexOf(current.id.slice("card-".length)) : -1;
    go(document.getElementById(`card-${numbers[(here + 1) % numbers.length]}`));
  });
  window.addEventListener("hashchange", () => {
    const card = cards.find(one => `#${one.id}` === location.hash);
    if (card) light(card);
  });

  document.getElementById("review-keys").hidden = false;
  const refused = page.querySelector(".review-card .errornote");
  const named = cards.find(card => `#${card.id}` === location.hash);
  light(refused ? refused.closest(".review-card")
    : named || cards.find(card => card.dataset.state === "open") || null);
})();
