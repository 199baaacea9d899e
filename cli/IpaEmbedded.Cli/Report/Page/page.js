"use strict";
(function () {
  const all = (what, where) => Array.from((where || document).querySelectorAll(what));

  // Search: rows that have every word, in stages that have such rows.
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const stages = all("#registers details.stage").map(stage => ({
    stage, name: stage.querySelector("summary").textContent.toLowerCase(),
    rows: all("tbody tr", stage).map(row => ({ row, text: row.textContent.toLowerCase() })) }));
  search.closest("p").hidden = false;
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word.length);
    let count = 0;
    stages.forEach(each => {
      let inside = 0;
      each.rows.forEach(line => {
        const fits = words.every(word => line.text.includes(word) || each.name.includes(word));
        line.row.hidden = !fits;
        inside += fits ? 1 : 0;
      });
      each.stage.hidden = inside === 0;
      each.stage.open = words.length !== 0 ? inside !== 0 : false;
      count += inside;
    });
    found.textContent = words.length ? count + " accesses" : "";
  });

  // A box opens its lines, and its own links stand out.
  const choose = name => {
    const target = document.getElementById(name);
    const details = target ? target.closest("details.device") : null;
    if (details === null) { return; }
    const node = details.dataset.node;
    details.open = true;
    all("svg.graph a.box").forEach(box => box.classList.toggle("chosen", box.dataset.node === node));
    all("svg.graph .line").forEach(line => {
      const own = line.dataset.from === node || line.dataset.to === node;
      line.classList.toggle("chosen", own);
      line.classList.toggle("quiet", !own);
    });
    details.scrollIntoView({ block: "nearest" });
  };
  window.addEventListener("hashchange", () => choose(location.hash.slice(1)));
  all("a[href^='#lines-']").forEach(link => link.addEventListener("click", () => choose(link.getAttribute("href").slice(1))));
  choose(location.hash.slice(1));
}());
