// What `cargo xtask bench desk` measures Gridlight against: every matter as a row of one table, as somebody would write
// it by hand, and a filter that hides the rows without the letters typed. It knows no lights and no working days.

const text = matter => `${matter.properties.title} ${matter.id} ${matter.properties.handling_unit ?? ""}`;

fetch("../scale/open-cases.json").then(answer => answer.json()).then(({ features }) => {
  const rows = features.map(matter => {
    const row = document.createElement("tr");
    const { title, domain, dispatched_at, handling_unit } = matter.properties;
    for (const value of [title, domain, dispatched_at, handling_unit]) row.insertCell().textContent = value ?? "";
    return [row, text(matter)];
  });
  document.querySelector("table").append(...rows.map(([row]) => row));
  window.listed = rows.length;
  document.querySelector("input").addEventListener("input", ({ target }) => {
    window.listed = 0;
    for (const [row, words] of rows) {
      row.hidden = !words.includes(target.value);
      window.listed += !row.hidden;
    }
  });
});
