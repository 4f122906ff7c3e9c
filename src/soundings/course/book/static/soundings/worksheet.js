/* A form: keeps what is written, says what stands out, and gives it away as YAML, on
   paper, or in a skills record. */
(function () {
  "use strict";
  const { keep, record } = soundings;

  function readField(block, place, form) {
    const words = block.dataset.words ? block.dataset.words.split("-").map(Number) : null;
    return {
      box: block.querySelector("textarea"),
      said: block.querySelector(".worksheet-said"),
      key: block.dataset.key,
      prompt: block.querySelector("label").textContent,
      kept: `soundings-form:${form.dataset.name}:${block.dataset.key}`,
      // Where a former version kept it.
      keptBefore: `soundings-form:${form.dataset.name}:${place}`,
      rules: { words, isPlain: "plain" in block.dataset, isOwnWords: "ownWords" in form.dataset },
    };
  }

  const readFields = (form) => [...form.querySelectorAll(".worksheet-field")]
    .map((block, place) => readField(block, place, form));

  const textOf = (field) => field.box.value.trim();

  function describe(form) {
    const page = document.querySelector("h1");
    return {
      form: form.dataset.name,
      title: form.querySelector(".worksheet-title").textContent,
      page: page ? page.textContent.replace(/#\s*$/, "").trim() : document.title,
      date: new Date().toLocaleDateString("en-GB", { dateStyle: "long" }),
      answers: readFields(form).map((field) => ({ key: field.key, prompt: field.prompt, text: textOf(field) })),
    };
  }

  function writeForm(form) {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((number) => String(number).padStart(2, "0")).join("-");
    return soundings.writeYaml({ ...describe(form), date: day });
  }

  /* An answer is compared with those above it, so that of two only the second is told. */
  function findRemarks(fields) {
    return fields.map((field, place) => {
      const others = fields.slice(0, place).filter(textOf).map((other) => ({ prompt: other.prompt, text: textOf(other) }));
      return soundings.remark(textOf(field), { ...field.rules, prompt: field.prompt, others });
    });
  }

  function showRemarks(field, remarks) {
    const count = soundings.countWords(textOf(field));
    const lines = remarks.length || !field.rules.words || !count ? remarks : [`${count} ${count === 1 ? "word" : "words"}.`];
    field.said.replaceChildren(...lines.map((line) => soundings.make("p", "", line)));
    field.said.classList.toggle("has-remark", remarks.length > 0);
  }

  /* A remark that came between press and release would move the button away from
     under the pointer, and the click would be lost. */
  let isPressed = false;
  let waiting = [];
  function afterPress(act) {
    if (isPressed) waiting.push(act); else act();
  }
  function release() {
    isPressed = false;
    setTimeout(() => { const acts = waiting; waiting = []; acts.forEach((act) => act()); });
  }
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);

  function wireWorksheet(form) {
    const fields = readFields(form);
    const status = form.querySelector(".worksheet-status");
    const say = (text) => { if (status.textContent !== text) status.textContent = text; };
    const isEmpty = () => !fields.some(textOf);

    function sum() {
      const filled = fields.filter(textOf).length;
      const told = findRemarks(fields).filter((remarks) => remarks.length).length;
      const answered = filled === fields.length ? "All answered." : `${filled} of ${fields.length} answered.`;
      say(answered + (told ? ` Something is said below ${told} of them.` : ""));
    }

    /* While somebody types, remarks may go and none comes; they come on leaving a box. */
    function show(typedIn, isSummed = !typedIn) {
      const remarks = findRemarks(fields);
      fields.forEach((field, place) => {
        if (field === typedIn && !field.said.classList.contains("has-remark")) showRemarks(field, []);
        else if (field === typedIn || textOf(field) || field.said.textContent) showRemarks(field, remarks[place]);
      });
      if (isSummed) sum();
    }

    for (const field of fields) {
      field.box.value = keep.get(field.kept) ?? keep.get(field.keptBefore) ?? "";
      field.box.addEventListener("input", () => { keep.set(field.kept, field.box.value); show(field); });
      field.box.addEventListener("change", () => {
        const before = status.textContent;
        // What the click has said meanwhile, such as Saved, stays.
        afterPress(() => show(null, status.textContent === before));
      });
    }
    form.addEventListener("reset", (event) => {
      if (!isEmpty() && !confirm("Clear your words from this browser? They cannot be brought back.")) {
        event.preventDefault();
        return;
      }
      for (const field of fields) { keep.drop(field.kept); keep.drop(field.keptBefore); }
      setTimeout(show);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (isEmpty()) return say("There is nothing to save yet: write an answer first.");
      const name = `${form.dataset.name}.yml`;
      soundings.saveFile(name, writeForm(form), "application/yaml");
      return say(`Saved as ${name}, where your browser keeps downloads.`);
    });
    form.querySelector(".worksheet-print").addEventListener("click", () => {
      const written = [...document.querySelectorAll("form.worksheet")]
        .filter((other) => other === form || readFields(other).some(textOf));
      soundings.printForms(written.map(describe));
    });
    wireRecord(form, say, isEmpty);
    // Not every browser lets a box grow with its text, and paper cannot be scrolled.
    addEventListener("beforeprint", () => {
      for (const { box } of fields) box.style.minHeight = `${box.scrollHeight + 4}px`;
    });
    addEventListener("afterprint", () => {
      for (const { box } of fields) box.style.minHeight = "";
    });
    show();
  }

  function wireRecord(form, say, isEmpty) {
    const open = form.querySelector(".worksheet-add");
    const panel = form.querySelector(".worksheet-record");
    const status = panel.querySelector(".record-status");
    const file = panel.querySelector(".record-file");
    const owner = panel.querySelector(".record-owner");

    function toggle(isOpen) {
      panel.hidden = !isOpen;
      open.setAttribute("aria-expanded", String(isOpen));
      status.textContent = "";
    }
    open.addEventListener("click", () => {
      if (!panel.hidden) return toggle(false);
      if (isEmpty()) return say("There is nothing to add yet: write an answer first.");
      if (!record.canSeal()) {
        return say("This browser makes seals only on pages from this machine or from https. "
          + "Press Save as YAML; whoever has the course adds that file: course record write RECORD --from FILE.");
      }
      toggle(true);
      return file.focus();
    });

    /* Neither button sends anything: the record is written anew, and saved. */
    async function enter(make) {
      if (isEmpty()) return void (status.textContent = "There is nothing to add yet: write an answer first.");
      const { title } = describe(form);
      try {
        const made = await make(title, writeForm(form).trim());
        soundings.saveFile(made.name, made.text, "application/json");
        status.textContent = `“${title}” is in ${made.name}, sealed as yours, where your browser keeps downloads. `
          + `It holds ${made.count} entries. Put it in the place of an older copy.`;
      } catch (error) {
        status.textContent = error instanceof record.Refusal ? error.message
          : `The record could not be written (${error.message}). Press Save as YAML instead.`;
      }
      return undefined;
    }
    panel.querySelector(".record-join").addEventListener("click", () => {
      if (!file.files.length) {
        status.textContent = "Choose your record first.";
        return;
      }
      enter((title, text) => record.joinRecord(file.files[0], title, text));
    });
    const begin = () => enter((title, text) => record.beginRecord(owner.value, title, text));
    panel.querySelector(".record-begin").addEventListener("click", begin);
    owner.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();  // it would save the form
      begin();
    });
    form.addEventListener("reset", () => { if (!panel.hidden) toggle(false); });
  }

  soundings.wire("form.worksheet", wireWorksheet);
})();
