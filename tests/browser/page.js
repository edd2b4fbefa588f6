// What the tests need of the page and Rust has no business with: a server in the page, and two counters.
{
  const files = new Map();
  const restyled = new Set();
  const network = window.fetch;
  let requests = 0;
  let errors = 0;
  // A task that panics ends as an error of the page, and not of the test that caused it.
  addEventListener("error", () => (errors += 1));
  addEventListener("unhandledrejection", () => (errors += 1));
  const watch = new MutationObserver((records) => records.forEach((record) => restyled.add(record.target)));

  window.fetch = async (request) => {
    requests += 1;
    const text = files.get(new URL(request.url ?? request, location).pathname);
    if (text === undefined) return network(request);
    return new Response(text, { headers: { "content-type": "application/json" } });
  };
  window.page = {
    serve: (path, text) => files.set(path, text),
    close: () => files.clear(),
    requests: () => requests,
    errors: () => errors,
    watch: (pane) => {
      restyled.clear();
      watch.disconnect();
      watch.observe(document.querySelector(pane), { attributes: true, subtree: true });
    },
    restyled: () => restyled.size,
    click: (selector) => document.querySelector(selector).dispatchEvent(new MouseEvent("click", { bubbles: true })),
    home: () => history.replaceState(null, "", "/"),
    disturb: () => ["popstate", "resize", "focus", "blur"].forEach((kind) => dispatchEvent(new Event(kind))),
  };
}
