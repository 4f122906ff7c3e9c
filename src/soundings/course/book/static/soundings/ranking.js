/* Things to put in order with two buttons each. After Check: accepted, or the reason for
   each pair that stands the wrong way round. */
(function () {
  "use strict";
  const { make } = soundings;

  function wireRanking(form) {
    const list = form.querySelector(".ranking-items");
    const status = form.querySelector(".ranking-status");
    const reasons = [...form.querySelectorAll(".ranking-reasons > li")];
    const accepted = form.querySelector(".ranking-accepted");
    const items = () => [...list.children];
    const lettersOf = () => items().map((item) => item.dataset.letter);
    form.classList.add("is-sorted");

    function hideReasons() {
      for (const reason of reasons) reason.hidden = true;
      accepted.hidden = true;
    }

    /* A button that can do nothing keeps its focus, and says so. */
    function showEnds() {
      const all = items();
      all.forEach((item, place) => {
        const [up, down] = item.querySelectorAll("button");
        up.setAttribute("aria-disabled", String(place === 0));
        down.setAttribute("aria-disabled", String(place === all.length - 1));
      });
    }

    function move(item, by, button) {
      const all = items();
      const place = all.indexOf(item) + by;
      if (place < 0 || place >= all.length) return;
      if (by < 0) all[place].before(item); else all[place].after(item);
      button.focus();
      hideReasons();
      showEnds();
      status.textContent = `${item.dataset.letter} is now number ${place + 1} of ${all.length}.`;
    }

    function addButtons(item) {
      const text = item.querySelector(".ranking-text").textContent.trim();
      const buttons = make("span", "ranking-buttons");
      for (const [by, sign, name] of [[-1, "↑", "Up"], [1, "↓", "Down"]]) {
        const button = make("button", "ranking-move", sign);
        button.type = "button";
        button.setAttribute("aria-label", `${name}: ${text}`);
        button.addEventListener("click", () => move(item, by, button));
        buttons.append(button);
      }
      item.append(buttons);
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      hideReasons();
      const letters = lettersOf();
      if (form.dataset.orders.split("|").includes(letters.join(" "))) {
        status.textContent = "✓ Accepted.";
        accepted.hidden = !form.dataset.orders.includes("|");
        return;
      }
      const place = (letter) => letters.indexOf(letter);
      const broken = reasons.filter(({ dataset }) => place(dataset.first) > place(dataset.second));
      for (const reason of broken) reason.hidden = false;
      status.textContent = broken.length
        ? `Not yet: ${broken.length === 1 ? "one pair stands" : `${broken.length} pairs stand`} the other way round. Read why below.`
        : "Not yet.";
    });
    items().forEach(addButtons);
    hideReasons();
    showEnds();
  }

  soundings.wire("form.ranking", wireRanking);
})();
