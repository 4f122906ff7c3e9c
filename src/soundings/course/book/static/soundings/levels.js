/* Levels: after Compare, the reader's level beside ours, how far apart, and why.
   No mark: how often we agree is said, and how often one answer throughout would. */
(function () {
  "use strict";

  const DISTANCES = ["the same", "one level apart", "two levels apart", "three levels apart"];
  const itemsOf = (part) => [...part.querySelectorAll(".levels-item")];
  const choiceOf = (item) => item.querySelector("select");
  const gapOf = (item, level = choiceOf(item).value) => Math.abs(level - item.dataset.ours);
  const nameOf = (item, level) => choiceOf(item).options[Number(level) + 1].textContent;

  function count(items, level) {
    const gaps = items.map((item) => gapOf(item, level));
    return { same: gaps.filter((gap) => gap === 0).length, near: gaps.filter((gap) => gap < 2).length };
  }

  /* What whoever looked at nothing would reach: the level that agrees most. */
  function findLazy(items) {
    const levels = [...choiceOf(items[0]).options].slice(1).map((option) => option.value);
    const rank = (level) => count(items, level).same * 1000 + count(items, level).near;
    return levels.reduce((best, level) => (rank(level) > rank(best) ? level : best));
  }

  function sumUp(forms) {
    const items = forms.flatMap(itemsOf);
    const yours = count(items);
    const lazy = findLazy(items);
    const theirs = count(items, lazy);
    return ` All ${items.length} on this page: the same for ${yours.same}, within one level for ${yours.near}.`
      + ` Whoever chose “${nameOf(items[0], lazy)}” every time would have ${theirs.same} and ${theirs.near}.`;
  }

  function compare(form) {
    const status = form.querySelector(".levels-status");
    const items = itemsOf(form);
    const open = items.filter((item) => choiceOf(item).value === "");
    if (open.length) {
      status.textContent = `${open.length} still to choose. Nothing is shown until all are.`;
      choiceOf(open[0]).focus();
      return;
    }
    for (const item of items) {
      const gap = gapOf(item);
      item.dataset.gap = gap > 1 ? "far" : ["same", "near"][gap];
      const level = nameOf(item, choiceOf(item).value);
      item.querySelector(".levels-yours").textContent = `Yours: ${level}, ${DISTANCES[gap] || `${gap} levels apart`}.`;
    }
    const { same, near } = count(items);
    status.textContent = `The same for ${same} of ${items.length}, within one level for ${near}.`;
    const forms = [...document.querySelectorAll("form.levels")];
    const isDone = forms.every((other) => itemsOf(other).every((item) => item.dataset.gap));
    if (forms.length > 1 && isDone) status.textContent += sumUp(forms);
  }

  soundings.wire("form.levels", (form) => {
    form.addEventListener("submit", (event) => { event.preventDefault(); compare(form); });
    form.addEventListener("change", (event) => {
      const item = event.target.closest(".levels-item");
      delete item.dataset.gap;
      item.querySelector(".levels-yours").textContent = "";
      // The sum of all, wherever it stands, holds no longer.
      for (const status of document.querySelectorAll(".levels-status")) status.textContent = "";
    });
  });
})();
