/* What Soundings adds to a page: instructor switch, quizzes, worksheets, and names
   for blocks that scroll. Without it every page can still be read. */
(function () {
  "use strict";
  const root = document.documentElement;
  const keep = {
    get(key) { try { return localStorage.getItem(key); } catch (e) { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch (e) { /* full or forbidden */ } },
    drop(key) { try { localStorage.removeItem(key); } catch (e) { /* forbidden */ } },
  };

  function wireInstructorSwitch(button) {
    const show = () => button.setAttribute("aria-pressed", String(root.dataset.view === "instructor"));
    button.addEventListener("click", () => {
      root.dataset.view = root.dataset.view === "instructor" ? "learner" : "instructor";
      keep.set("soundings-view", root.dataset.view);
      show();
      nameScrollers();
    });
    show();
  }

  function tellMissed(option, isMissed) {
    const word = option.querySelector(".quiz-verdict > :last-child");
    word.textContent = isMissed ? " This one too." : "Right.";
    word.classList.toggle("out-of-sight", !isMissed);
  }

  function checkQuiz(form) {
    const status = form.querySelector(".quiz-status");
    const options = [...form.querySelectorAll(".quiz-option")];
    const isTicked = (option) => option.querySelector("input").checked;
    if (!options.some(isTicked)) {
      status.textContent = "Choose an answer first.";
      return;
    }
    const several = form.querySelector("input").type === "checkbox";
    let ticked = 0, right = 0, wrong = 0;
    for (const option of options) {
      const isRight = option.dataset.right === "yes";
      let said = "";
      if (isTicked(option)) {
        said = isRight ? "right" : "wrong";
        if (isRight) ticked += 1; else wrong += 1;
      } else if (isRight && several) {
        said = "missed";
      }
      if (isRight) right += 1;
      option.dataset.said = said;
      if (isRight && several) tellMissed(option, said === "missed");
    }
    if (ticked === right && wrong === 0) status.textContent = several ? "All right." : "Right.";
    else if (!several) status.textContent = "Not yet. Read why, and choose again.";
    else status.textContent = `${ticked} of ${right} found, ${wrong} ticked wrongly. Read why below each.`;
  }

  function wireQuiz(form) {
    form.addEventListener("submit", (event) => { event.preventDefault(); checkQuiz(form); });
    form.addEventListener("change", (event) => {
      const several = event.target.type === "checkbox";
      const changed = several
        ? [event.target.closest(".quiz-option")]
        : form.querySelectorAll(".quiz-option");
      for (const option of changed) option.dataset.said = "";
      form.querySelector(".quiz-status").textContent = "";
    });
  }

  function wireWorksheet(form) {
    const boxes = [...form.querySelectorAll("textarea")];
    const status = form.querySelector(".worksheet-status");
    const key = (box) => `soundings-form:${form.dataset.name}:${boxes.indexOf(box)}`;
    const show = () => {
      const filled = boxes.filter((box) => box.value.trim()).length;
      const text = filled === boxes.length ? "All answered." : `${filled} of ${boxes.length} answered.`;
      if (status.textContent !== text) status.textContent = text;
    };
    for (const box of boxes) {
      box.value = keep.get(key(box)) || "";
      box.addEventListener("input", () => { keep.set(key(box), box.value); show(); });
    }
    form.addEventListener("reset", (event) => {
      const isEmpty = boxes.every((box) => !box.value.trim());
      if (!isEmpty && !confirm("Clear your words from this browser? They cannot be brought back.")) {
        event.preventDefault();
        return;
      }
      boxes.forEach((box) => keep.drop(key(box)));
      setTimeout(show);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (boxes.every((box) => !box.value.trim())) {
        status.textContent = "There is nothing to save yet: write an answer first.";
        return;
      }
      const title = form.querySelector(".worksheet-title").textContent;
      const written = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
      const parts = boxes.map((box) => {
        const prompt = form.querySelector(`label[for="${box.id}"]`).textContent;
        return `${prompt}\n\n${box.value.trim() || "(not answered)"}\n`;
      });
      const text = `${title}\n${"=".repeat(title.length)}\n\n${document.title}, ${written}\n\n${parts.join("\n")}`;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      link.download = `${form.dataset.name}.txt`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      status.textContent = `Saved as ${link.download}, where your browser keeps downloads.`;
    });
    show();
  }

  /* A block that scrolls sideways must be reached by keyboard; one that does not
     should cost no press of Tab. */
  function nameScrollers() {
    for (const block of document.querySelectorAll("[data-scroll-name]")) {
      if (block.scrollWidth > block.clientWidth + 1) {
        block.tabIndex = 0;
        block.setAttribute("role", "region");
        block.setAttribute("aria-label", block.dataset.scrollName);
      } else {
        block.removeAttribute("tabindex");
        block.removeAttribute("role");
        block.removeAttribute("aria-label");
      }
    }
  }

  /* On paper nothing can be opened. */
  function openForPrint() {
    document.querySelectorAll("details").forEach((fold) => {
      if (!fold.open) { fold.open = true; fold.dataset.opened = "yes"; }
    });
  }
  function closeAfterPrint() {
    document.querySelectorAll("details[data-opened]").forEach((fold) => {
      fold.open = false;
      delete fold.dataset.opened;
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".instructor-switch").forEach(wireInstructorSwitch);
    document.querySelectorAll("form.quiz").forEach(wireQuiz);
    document.querySelectorAll("form.worksheet").forEach(wireWorksheet);
    document.querySelectorAll("details").forEach((fold) => fold.addEventListener("toggle", nameScrollers));
    nameScrollers();
    addEventListener("load", nameScrollers);
    addEventListener("resize", nameScrollers);
    addEventListener("beforeprint", openForPrint);
    addEventListener("afterprint", closeAfterPrint);
  });
})();
