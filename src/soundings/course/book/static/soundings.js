/* What Soundings adds to every page: the instructor switch, names for blocks that
   scroll, folds that open on paper; and what the scripts in soundings/ share. Without
   any of them every page can still be read. No modules: those fail from file://. */
(function () {
  "use strict";
  const root = document.documentElement;
  const keep = {
    get(key) { try { return localStorage.getItem(key); } catch (e) { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch (e) { /* full or forbidden */ } },
    drop(key) { try { localStorage.removeItem(key); } catch (e) { /* forbidden */ } },
  };

  function saveFile(name, text, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function wire(selector, begin) {
    const start = () => document.querySelectorAll(selector).forEach(begin);
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  window.soundings = { keep, saveFile, wire, make };

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

  wire(".instructor-switch", wireInstructorSwitch);
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("details").forEach((fold) => fold.addEventListener("toggle", nameScrollers));
    nameScrollers();
    addEventListener("load", nameScrollers);
    addEventListener("resize", nameScrollers);
    addEventListener("beforeprint", openForPrint);
    addEventListener("afterprint", closeAfterPrint);
  });
})();
