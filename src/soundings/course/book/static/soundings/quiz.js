/* A quiz says of each option that was ticked why it is right or wrong. */
(function () {
  "use strict";

  function tellMissed(option, isMissed) {
    const word = option.querySelector(".quiz-verdict > :last-child");
    word.textContent = isMissed ? " This one too." : "Right.";
    word.classList.toggle("out-of-sight", !isMissed);
  }

  function check(form) {
    const status = form.querySelector(".quiz-status");
    const options = [...form.querySelectorAll(".quiz-option")];
    const isTicked = (option) => option.querySelector("input").checked;
    const isRight = (option) => option.dataset.right === "yes";
    if (!options.some(isTicked)) {
      status.textContent = "Choose an answer first.";
      return;
    }
    const several = form.querySelector("input").type === "checkbox";
    const right = options.filter(isRight);
    const found = right.filter(isTicked).length;
    const wrong = options.filter(isTicked).length - found;
    const enough = Number(form.dataset.enough || 0);
    // Where some are enough, the others are named only to whoever has found those.
    const namesMissed = several && (!enough || found >= enough);
    for (const option of options) {
      let said = "";
      if (isTicked(option)) said = isRight(option) ? "right" : "wrong";
      else if (isRight(option) && namesMissed) said = "missed";
      option.dataset.said = said;
      if (isRight(option) && several) tellMissed(option, said === "missed");
    }
    status.textContent = sum({ several, enough, found, wrong, right });
  }

  function sum({ several, enough, found, wrong, right }) {
    const wrongly = wrong ? ` ${wrong} ticked wrongly.` : "";
    if (found === right.length && !wrong) return several ? "All right." : "Right.";
    if (!several) return "Not yet. Read why, and choose again.";
    if (!enough) return `${found} of ${right.length} found, ${wrong} ticked wrongly. Read why below each.`;
    if (found < enough) return `${found} of ${right.length} found; ${enough} are enough.${wrongly} Look again.`;
    if (wrong) return `${found} of ${right.length} found: that is enough, but${wrongly} Read why below each.`;
    const missed = right.filter((option) => option.dataset.said === "missed");
    const names = missed.map((option) => option.querySelector("label").textContent.trim());
    return `${found} of ${right.length} found: that is enough. Also: ${names.join(" · ")}`;
  }

  soundings.wire("form.quiz", (form) => {
    form.addEventListener("submit", (event) => { event.preventDefault(); check(form); });
    form.addEventListener("change", (event) => {
      const several = event.target.type === "checkbox";
      const changed = several
        ? [event.target.closest(".quiz-option")]
        : form.querySelectorAll(".quiz-option");
      for (const option of changed) option.dataset.said = "";
      form.querySelector(".quiz-status").textContent = "";
    });
  });
})();
