// Asks for the first files of the configured source while the program itself is still on its way.
//
// This is a hint and no more: `browser` takes each answer at most once, judges it as any other, and asks itself for
// whatever is not here. So nothing here reports a failure, follows an address of another origin, or knows a rule of the
// contract beyond where its links lead.
{
  const answers = new Map();
  window.gridlightEarly = answers;
  // As `browser` would ask: revalidated, with a time limit. The time of the answer is kept, to compare with its `Date`.
  const options = () => ({
    cache: "no-cache",
    priority: "high",
    headers: { Accept: "application/geo+json, application/json;q=0.9" },
    signal: AbortSignal.timeout(60_000),
  });
  const ask = (href, base) => {
    const url = new URL(href, base);
    if (url.origin !== location.origin || answers.has(url.href)) return undefined;
    const answer = fetch(url, options()).then(async response => {
      const at = Date.now();
      return { response, at, body: await response.arrayBuffer() };
    });
    answer.catch(() => {});
    answers.set(url.href, answer);
    return answer;
  };
  const read = async (href, base) => JSON.parse(new TextDecoder().decode((await ask(href, base)).body));
  const link = (of, rel) => of.links?.find(link => link.rel === rel)?.href;

  const follow = async () => {
    const config = await read("config.json", location.href);
    const name = new URLSearchParams(location.search).get("source");
    const { kind = "static", auth = "none", landing, collections = {} } =
      config.sources[name] ?? config.sources[config.default_source];
    // A server is asked page by page, and by its own rules; what needs a sign-in must not be stored by the browser.
    if (kind !== "static" || auth !== "none") return;
    const landing_url = new URL(landing, new URL("config.json", location.href));
    const list = new URL(link(await read(landing_url), "data") ?? "collections.json", landing_url);
    const listed = (await read(list)).collections;
    for (const name of ["grids", "open-cases", "zones", "towns", "workload", "calendar"]) {
      const id = collections[name]?.id ?? name;
      const href = link(listed.find(one => one.id === id) ?? {}, "items");
      if (href) ask(href, list);
    }
  };
  follow().catch(() => {});
}
