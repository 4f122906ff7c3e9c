/* What can be said of an answer without marking it: its length, its words, and whether
   it says anything that the question or another answer does not. */
(function () {
  "use strict";
  const LONGEST = 25;
  const EMPTY = new Set((
    "a about all also an and any are as at be been being but by can could do does for from get had has "
    + "have help how i if in into is it its make may more must of on or order our shall should so some "
    + "such than that the their them then there these they this those to us use used using via want was "
    + "we were what when where which who whose why will with would you your"
  ).split(" "));
  const JARGON = [
    [/\bleverag(?:e|es|ed|ing)\b/i, "say “use”"],
    [/\butili[sz](?:e|es|ed|ing|ation)\b/i, "say “use”"],
    [/\bfacilitat(?:e|es|ed|ing)\b/i, "say “help”"],
    [/\bstakeholders?\b/i, "name them"],
    [/\bend[- ]users?\b/i, "name them"],
    [/\bdeliverables?\b/i, "name them"],
    [/\becosystems?\b/i, "name who is in it"],
    [/\bsynerg(?:y|ies|istic)\b/i, "say what each gains"],
    [/\bholistic(?:ally)?\b/i, "say “whole”, or name the parts"],
    [/\brobust(?:ly)?\b/i, "say what was tested"],
    [/\b(?:state[- ]of[- ]the[- ]art|cutting[- ]edge|best[- ]in[- ]class|world[- ]class|innovative)\b/i, "say what it does"],
    [/\b(?:ai|data)[- ](?:powered|driven|enabled|led)\b/i, "say what it does, and with which data"],
    [/\btransformat(?:ion|ional|ive)\b/i, "say what will change"],
    [/\b(?:actionable|key) insights?\b/i, "say what was learnt"],
    [/\bgoing forward\b/i, "say “from now on”, or the date"],
    [/\bin order to\b/i, "say “to”"],
    [/\bwith (?:a view|regard|respect) to\b/i, "say “to” or “about”"],
    [/\bin respect of\b/i, "say “about”"],
    [/\bin accordance with\b/i, "say “as … says”"],
    [/\bprior to\b/i, "say “before”"],
    [/\bsubsequent(?:ly)? to\b/i, "say “after”"],
    [/\bcommenc(?:e|es|ed|ing|ement)\b/i, "say “begin”"],
    [/\bpursuant to\b/i, "say “under”"],
    [/\baforementioned\b/i, "say which"],
    [/\boperationali[sz](?:e|es|ed|ing|ation)\b/i, "say “put to use”"],
    [/\bgranular(?:ity)?\b/i, "say how fine"],
    [/\bgeospatial\b/i, "say “on a map”, or “where”"],
    [/\bmetadata\b/i, "say which facts about the data"],
    [/\balgorithm(?:s|ic)?\b/i, "say what the computer does"],
    [/\bmachine learning\b/i, "say what the computer learns from what"],
    [/\baggregat(?:e|es|ed|ing|ion)\b/i, "say “add up” or “group”"],
    [/\b(?:an|pseud)onymi[sz](?:e|es|ed|ing|ation)\b/i, "say what is taken out or replaced"],
  ];
  const PASSIVE = [
    /\bit (?:is|was|has been) (?:\w+ly )?(?:envisaged|anticipated|considered|intended|proposed|recognised|acknowledged|noted|expected|felt|understood|recommended)\b/i,
    /\b(?:shall|will|may|must|should|is to|are to) be (?:\w+ly )?\w{2,}ed\b/i,
  ];

  const isWord = (text) => /[\p{L}\p{N}]/u.test(text);
  const countWords = (text) => text.split(/\s+/u).filter(isWord).length;

  function findContent(text) {
    const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const full = words.filter((word) => !EMPTY.has(word));
    return new Set(full.map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/u, "") : word)));
  }

  const isWithin = (small, large) => small.size > 0 && [...small].every((word) => large.has(word));

  function isSame(one, other) {
    const shared = [...one].filter((word) => other.has(word)).length;
    return shared > 0 && shared / (one.size + other.size - shared) >= 0.75;
  }

  function sayWords(text, [fewest, most]) {
    const count = countWords(text);
    if (count >= fewest && count <= most) return [];
    return [`${count} ${count === 1 ? "word" : "words"}; ${fewest} to ${most} are asked for.`];
  }

  function sayPlain(text) {
    const said = [];
    for (const sentence of text.split(/(?<=[.!?…])\s+|\n+/u)) {
      const count = countWords(sentence);
      if (count > LONGEST) {
        const start = sentence.trim().split(/\s+/u).slice(0, 5).join(" ");
        said.push(`The sentence “${start} …” has ${count} words. Split it: ${LONGEST} is a good limit.`);
      }
    }
    for (const [pattern, instead] of JARGON) {
      const found = text.match(pattern);
      if (found) said.push(`“${found[0]}”: ${instead}.`);
    }
    for (const pattern of PASSIVE) {
      const found = text.match(pattern);
      if (found) said.push(`“${found[0]}”: say who does it.`);
    }
    return said;
  }

  function sayOwnWords(text, prompt, others) {
    const content = findContent(text);
    for (const other of others) {
      if (isSame(content, findContent(other.text))) return [`This says again what you wrote under “${other.prompt}”.`];
    }
    // “Go, explore or stop?” is answered by one of its own words.
    if (!/\bor\b/i.test(prompt) && isWithin(content, findContent(prompt))) {
      return ["This says the question again. What would somebody learn who knew only the question?"];
    }
    const halves = text.split(/\b(?:in order to|so that|so as to|because|by using|to use)\b/i);
    if (halves.length === 2) {
      const [one, other] = halves.map(findContent);
      if (isWithin(one, other) || isWithin(other, one)) {
        return ["This goes in a circle: its end says its beginning again. What would change for whom?"];
      }
    }
    return [];
  }

  /* Say what stands out in an answer; `others` are those given before it. */
  function remark(text, { words, isPlain, isOwnWords, prompt, others }) {
    if (!text.trim()) return [];
    return [
      ...(words ? sayWords(text, words) : []),
      ...(isPlain ? sayPlain(text) : []),
      ...(isOwnWords ? sayOwnWords(text, prompt, others) : []),
    ];
  }

  soundings.remark = remark;
  soundings.countWords = countWords;
})();
