/* A tree of questions, one step at a time. The path taken stays on the screen, each
   answer with what is said to it, and can be taken back. */
(function () {
  "use strict";
  const { make } = soundings;

  function wireDecision(box) {
    const path = box.querySelector(".decision-path");
    const parts = [...path.children];
    const start = parts[0];
    const questionOf = (step) => step.querySelector(".decision-question");
    const sum = make("div", "decision-sum");
    box.append(sum);
    box.classList.add("is-walked");

    function addButtons(step) {
      for (const choice of step.querySelectorAll(".decision-choice")) {
        const answer = choice.querySelector(".decision-answer");
        const button = make("button", "decision-button");
        button.type = "button";
        button.append(...answer.childNodes);
        answer.append(button);
        button.addEventListener("click", () => choose(step, choice));
      }
      const back = make("button", "button button-quiet decision-back", "Take this answer back");
      back.type = "button";
      back.setAttribute("aria-describedby", questionOf(step).id);
      back.addEventListener("click", () => takeBack(step));
      step.append(back);
      questionOf(step).tabIndex = -1;
    }

    const isAnswered = (step) => "answered" in step.dataset;

    function choose(step, choice) {
      step.dataset.answered = "";
      for (const other of step.querySelectorAll(".decision-choice")) {
        other.hidden = other !== choice;
        other.querySelector("button").disabled = true;
      }
      choice.dataset.chosen = "";
      const next = parts.find((part) => part.id === choice.dataset.target);
      path.append(next);
      next.hidden = false;
      if (next.classList.contains("decision-end")) sumUp();
      // What is said to the answer is read first; the next question comes after it.
      const said = choice.querySelector(".decision-feedback");
      said.tabIndex = -1;
      said.focus();
    }

    function takeBack(step) {
      const walked = [...path.children];
      for (const later of walked.slice(walked.indexOf(step))) {
        delete later.dataset.answered;
        for (const choice of later.querySelectorAll(".decision-choice")) {
          choice.hidden = false;
          delete choice.dataset.chosen;
          choice.querySelector("button").disabled = false;
        }
        later.hidden = later !== step;
      }
      sum.replaceChildren();
      questionOf(step).focus();
    }

    function sumUp() {
      const list = make("ol");
      for (const step of path.querySelectorAll(".decision-step:not([hidden])")) {
        const answer = step.querySelector(".decision-choice[data-chosen] .decision-answer");
        const line = make("li", "", `${questionOf(step).textContent} `);
        line.append(make("b", "", answer.textContent));
        list.append(line);
      }
      const again = make("button", "button decision-again", "Begin again");
      again.type = "button";
      again.addEventListener("click", () => takeBack(start));
      sum.replaceChildren(make("p", "decision-sum-title", "Your path"), list, again);
    }

    for (const part of parts) {
      if (part.classList.contains("decision-step")) addButtons(part);
      part.hidden = part !== start;
    }
    // Those not walked come before, so that those walked stand in their order.
    parts.slice(1).forEach((part) => path.prepend(part));
  }

  soundings.wire(".decision", wireDecision);
})();
