/* The forms of a page on paper: prompts and answers, and lines where there is none. */
(function () {
  "use strict";
  const SIZES = [11, 10, 9, 8.5];  // points
  const HEIGHT = 262 / 25.4 * 96;  // of an A4 page within its margins

  function makeSheet({ title, page, date, answers }) {
    const sheet = soundings.make("section", "sheet");
    sheet.append(soundings.make("h1", "", title));
    sheet.append(soundings.make("p", "sheet-source", `${page}, ${date}`));
    for (const { prompt, text } of answers) {
      const part = soundings.make("div", "sheet-answer");
      part.append(soundings.make("h2", "", prompt));
      part.append(soundings.make("p", text ? "" : "sheet-room", text));
      sheet.append(part);
    }
    return sheet;
  }

  function fit(sheet) {
    for (const size of SIZES) {
      sheet.style.fontSize = `${size}pt`;
      if (sheet.scrollHeight <= HEIGHT) return;
    }
    sheet.style.fontSize = `${SIZES[0]}pt`;  // it takes two pages: at least legible ones
  }

  soundings.printForms = (forms) => {
    const sheets = soundings.make("div", "sheets");
    sheets.append(...forms.map(makeSheet));
    document.body.append(sheets);
    [...sheets.children].forEach(fit);
    document.documentElement.dataset.sheets = "";
    addEventListener("afterprint", () => {
      sheets.remove();
      delete document.documentElement.dataset.sheets;
    }, { once: true });
    print();
  };
})();
