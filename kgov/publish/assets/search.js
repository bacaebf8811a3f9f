// Finds names, abbreviations and ids in the index of the site. Works without a server.
(function () {
  "use strict";
  var most = 60;
  var field = document.getElementById("query");
  var list = document.getElementById("hits");
  var count = document.getElementById("count");

  // å, ä and ö are found by a and o too, but what is spelt as asked comes first.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  var index = (window.kgovIndex || []).map(function (row, place) {
    return {
      name: row[0], sort: row[1], stem: row[2], place: place,
      exact: (row[0] + " " + row[3]).toLowerCase(),
      own: plain(row[0]), all: plain(row[0] + " " + row[3]), called: plain(row[3]).split(/\s+/)
    };
  });

  // How well an entry fits, lower is better; -1 where a word is missing.
  function fit(entry, words, asked) {
    var score = 0;
    for (var i = 0; i < words.length; i += 1) {
      var at = entry.all.indexOf(words[i]);
      if (at < 0) { return -1; }
      var whole = (" " + entry.all.replace(/[^a-z0-9]+/g, " ") + " ").indexOf(" " + words[i].replace(/[^a-z0-9]+/g, " ").trim() + " ") >= 0;
      score += whole ? 0 : 2;
      score += entry.own.indexOf(words[i]) < 0 ? 1 : 0;
      score += entry.exact.indexOf(asked[i]) < 0 ? 4 : 0;
      score += entry.called.indexOf(words[i]) < 0 ? 1 : 0; // its own abbreviation or id, and not one within its name
    }
    return score;
  }

  function search() {
    var asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    var words = asked.map(plain);
    list.textContent = "";
    if (!words.length) { count.textContent = ""; return; }
    var hits = [];
    index.forEach(function (entry) {
      var score = fit(entry, words, asked);
      if (score >= 0) { hits.push({ entry: entry, score: score }); }
    });
    hits.sort(function (a, b) { return a.score - b.score || a.entry.place - b.entry.place; });
    count.textContent = !hits.length ? count.dataset.none
      : hits.length === 1 ? count.dataset.one
      : hits.length + " " + count.dataset.many + (hits.length > most ? " (" + count.dataset.first + ")" : "");
    hits.slice(0, most).forEach(function (hit) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var sort = document.createElement("span");
      link.href = hit.entry.stem + ".html";
      link.textContent = hit.entry.name;
      sort.className = "quiet";
      sort.textContent = " " + hit.entry.sort;
      item.appendChild(link);
      item.appendChild(sort);
      list.appendChild(item);
    });
  }

  var given = /[?&]q=([^&]*)/.exec(window.location.search);
  if (given) { field.value = decodeURIComponent(given[1].replace(/\+/g, " ")); }
  field.addEventListener("input", search);
  field.form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  search();
  if (!given) { field.focus(); }
}());
