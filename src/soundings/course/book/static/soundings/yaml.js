/* A filled form as YAML: one key for each field, the prompt as a comment above it. */
(function () {
  "use strict";
  // Not allowed in YAML, or read as a line's end by some readers and not by others.
  const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu;
  const escape = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const quote = (text) => JSON.stringify(text).replace(ODD, escape);

  function writeValue(text) {
    const whole = text.replace(/\p{Surrogate}/gu, "\ufffd");
    if (!whole || whole.search(ODD) >= 0) return quote(whole);
    const lines = whole.split("\n").map((line) => (line.trim() ? `  ${line}` : ""));
    return `|-\n${lines.join("\n")}`;
  }

  /* `answers` are {key, prompt, text}, in the form's order. */
  function writeYaml({ form, title, page, date, answers }) {
    const comment = (text) => `# ${text.replace(/\s+/gu, " ").trim()}\n`;
    const head = comment(`Written on the page “${page}”`)
      + `form: ${quote(form)}\ntitle: ${quote(title)}\ndate: ${quote(date)}\n`;
    const body = answers.map(({ key, prompt, text }) => `\n${comment(prompt)}${key}: ${writeValue(text)}\n`);
    return head + body.join("");
  }

  soundings.writeYaml = writeYaml;
})();
