(function (root) {
  root.classList.add("has-script");
  try { root.dataset.view = localStorage.getItem("soundings-view") || "learner"; }
  catch (e) { root.dataset.view = "learner"; }
})(document.documentElement);
