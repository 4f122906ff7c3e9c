/* A learner's own words into a skills record, as `course record write` puts them there:
   the same seal, the same refusals. See soundings.course.record. */
(function () {
  "use strict";
  const FORMAT = "soundings-record", VERSION = 1, SUFFIX = ".soundings-record.json";
  const MAX_BYTES = 10_000_000, MAX_DEPTH = 40;
  const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],:]|true|false|null/gu;
  const COPY = "Use the copy it came from.";

  class Refusal extends Error {}

  /* Keys by code point, which is not how JavaScript sorts. */
  function compare(one, other) {
    const a = [...one], b = [...other];
    const at = a.findIndex((char, place) => char !== b[place]);
    if (at < 0) return a.length - b.length;
    return at >= b.length ? 1 : a[at].codePointAt(0) - b[at].codePointAt(0);
  }

  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const keys = Object.keys(value).sort(compare);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
  }

  async function digest(content) {
    const bytes = new TextEncoder().encode(canonical(content));
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return toHex(hash);
  }

  const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  async function seal(kind, record, fields) {
    const date = `${new Date().toISOString().slice(0, 19)}Z`;
    const entry = { kind, says: "self", date, ...fields, record };
    return { ...entry, id: await digest(entry) };
  }

  async function isWhole(entry) {
    if (!entry || typeof entry !== "object" || !/^[0-9a-f]{16}$/.test(entry.record)) return false;
    const { id, signature, ...content } = entry;
    return id === await digest(content);
  }

  /* JSON.parse keeps the last of two equal keys, and rounds long numbers: both would
     lose something on the way back. */
  function refuseLosses(text, name) {
    const open = [];
    let last = null;
    for (const [token] of text.matchAll(TOKEN)) {
      if (token === "{" || token === "[") {
        open.push(token === "{" ? new Set() : null);
        if (open.length >= MAX_DEPTH) throw new Refusal(`${name} holds lists too deep to be one of ours. ${COPY}`);
      } else if (token === "}" || token === "]") {
        open.pop();
      } else if (token === ":") {
        const keys = open[open.length - 1], key = JSON.parse(last);
        if (keys.has(key)) throw new Refusal(`${name} says “${key}” twice in one place, so it could be read in two ways. ${COPY}`);
        keys.add(key);
      } else if (token[0] === '"') {
        if (/\p{Surrogate}/u.test(JSON.parse(token))) throw new Refusal(`${name} holds half a letter. ${COPY}`);
      } else if (/^-?\d/.test(token)) {
        const isLong = /^-?\d+$/.test(token) && BigInt(token) !== BigInt(Number.isFinite(Number(token)) ? Number(token) : 0);
        if (!Number.isFinite(Number(token)) || isLong) throw new Refusal(`${name} holds the number ${token.slice(0, 30)}, which this page cannot keep as it is. Use the program: course record write.`);
      }
      last = token;
    }
  }

  async function readRecord(file) {
    const { name } = file;
    if (file.size > MAX_BYTES) throw new Refusal(`${name} has more than 10 MB: that is no file of ours.`);
    let text, content;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    } catch (error) {
      throw new Refusal(`${name} cannot be read as UTF-8. ${COPY}`);
    }
    if (text.startsWith("\ufeff")) throw new Refusal(`${name} begins with a byte order mark, so an editor has saved it anew. Save it as UTF-8 without one, or use the copy it came from.`);
    try {
      content = JSON.parse(text);
    } catch (error) {
      throw new Refusal(`${name} is not JSON, or only a part of it. ${COPY}`);
    }
    refuseLosses(text, name);
    if (!content || content.format !== FORMAT) throw new Refusal(`${name} is no skills record: it does not begin with "format": "${FORMAT}".`);
    const { version, entries, unknown = [] } = content;
    if (!Number.isInteger(version) || version < 1) throw new Refusal(`${name} gives ${JSON.stringify(version)} as its version, which is none. ${COPY}`);
    if (version > VERSION) throw new Refusal(`${name} is version ${version} of the skills record; this page knows version ${VERSION}. Nothing was changed. Ask for a newer copy of the course.`);
    if (!Array.isArray(entries) || !Array.isArray(unknown)) throw new Refusal(`${name} has no list of entries. ${COPY}`);
    return content;
  }

  /* The number of its name, else of its first whole entry, else a new one. */
  async function findNumber(entries) {
    const whole = [];
    for (const entry of entries) if (await isWhole(entry)) whole.push(entry);
    const named = whole.find((entry) => entry.kind === "name") || whole[0];
    return named ? named.record : toHex(crypto.getRandomValues(new Uint8Array(8)));
  }

  const write = (content) => `${JSON.stringify(content, null, 2)}\n`;

  async function joinRecord(file, title, text) {
    const content = await readRecord(file);
    const isThere = content.entries.some((entry) => entry && entry.kind === "text" && entry.title === title && entry.text === text);
    if (isThere) throw new Refusal(`${file.name} holds these very words already. Nothing was changed.`);
    const entry = await seal("text", await findNumber(content.entries), { title, text });
    content.entries.push(entry);
    return { name: file.name, text: write(content), count: content.entries.length };
  }

  async function beginRecord(owner, title, text) {
    const name = owner.replace(/[\u0000-\u001f\u007f]/gu, " ").trim();
    if (!name) throw new Refusal("Type what the record shall call you: any name you like.");
    const number = await findNumber([]);
    const entries = [await seal("name", number, { text: name }), await seal("text", number, { title, text })];
    const file = name.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "my";
    return { name: file + SUFFIX, text: write({ format: FORMAT, version: VERSION, entries }), count: 2 };
  }

  soundings.record = {
    Refusal, joinRecord, beginRecord, canSeal: () => Boolean(window.crypto && crypto.subtle),
  };
})();
