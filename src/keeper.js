// Keeps a wall alive: reloads it when the program asks for that, has panicked or is silent, and for a new build.
//
// It is a script of its own because a dead program cannot revive itself, and it only ever touches `<html>`:
//   data-reload="why"    the program wants to begin anew (at the quiet hour of the night)
//   data-panicked        the program is dead
//   data-beat="seconds"  the program lives; another value at least once a minute
// A wall whose whole thread hangs is beyond any script in it: that is what `kiosk/gridlight-watchdog.py` is for.
{
  const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
  const settings = {
    tick: 5 * SECOND, // how often it looks
    build: 10 * MINUTE, // how often it asks for a new build
    answer: 20 * SECOND, // how long the page may take to come
    retry: 15 * SECOND, // the first wait where our page did not come; each later one is twice as long
    retryMost: 5 * MINUTE,
    start: 3 * MINUTE, // how long the first beat may take
    silence: 5 * MINUTE, // how long any later beat may take
    panic1: 5 * SECOND, // the wait after the first panic, and after those that follow it
    panic2: 30 * SECOND,
    panic3: 2 * MINUTE,
    panic4: 10 * MINUTE,
    health: HOUR, // how long a page must live until earlier panics are forgotten
  };

  // A browser may refuse the storage; then nothing is remembered, and the rest works.
  const remember = (name, value) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {}
  };
  const remembered = name => {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch {
      return null;
    }
  };
  // Tests have no time: they may shorten a wait, and nobody can lengthen one.
  for (const [name, wait] of Object.entries(remembered("gridlight-keeper") ?? {})) {
    if (wait > 0 && wait < settings[name]) settings[name] = wait;
  }
  const { tick, build, answer, retry, retryMost, start, silence, panic1, panic2, panic3, panic4, health } = settings;

  const html = document.documentElement;
  // The clock that nobody can set; it begins with the page.
  const now = () => performance.now();
  const isWall = () => new URLSearchParams(location.search).get("face") === "wall";

  // The names of the program's files hold their hashes: all of them together name the build.
  const buildIn = text => {
    const names = text.match(/[\w-]+-[0-9a-f]{16}(_bg)?\.(js|css|wasm)/g);
    return [...new Set(names)].sort().join();
  };
  // This runs before the program does, so the document is still as it came.
  const ours = buildIn(document.head.outerHTML);

  // The build of the page as it would come now; nothing if what comes is not our page: a reload would end in an error, at
  // a login or in the notice of a proxy, and nothing on that would ever bring the wall back.
  const ask = async () => {
    try {
      const response = await fetch(location.href, {
        cache: "no-store",
        redirect: "manual",
        headers: { Accept: "text/html" },
        signal: AbortSignal.timeout(answer),
      });
      const text = response.ok ? await response.text() : "";
      return /<html[^>]*\sdata-board=/.test(text) ? buildIn(text) : "";
    } catch {
      return "";
    }
  };

  // How long the program has been silent while somebody could see it. Only steps that came on time count: timers of
  // hidden pages are slowed down, and of a machine that slept nothing was to be expected.
  let beat, silent = 0, last = now(), wasVisible = false;
  const listen = () => {
    const step = now() - last, isVisible = document.visibilityState === "visible";
    if (isVisible && wasVisible && step < 2 * tick) silent += step;
    [last, wasVisible] = [now(), isVisible];
    if (beat !== html.dataset.beat) [beat, silent] = [html.dataset.beat, 0];
    return silent > (beat === undefined ? start : silence);
  };

  // A page that dies at once would flicker all night: each panic in a row is waited for longer.
  let panicEnds;
  const isOverPanic = () => {
    if (html.dataset.panicked === undefined) {
      if (now() > health && remembered("gridlight-panics")) remember("gridlight-panics", 0);
      return false;
    }
    if (panicEnds === undefined) {
      const panics = remembered("gridlight-panics") ?? 0;
      panicEnds = now() + ([panic1, panic2, panic3][panics] ?? panic4);
      remember("gridlight-panics", panics + 1);
    }
    return now() > panicEnds;
  };

  // A screen that sleeps shows no red light. The browser takes the lock away whenever the page is hidden.
  let lock;
  const stayAwake = () => {
    if (document.visibilityState !== "visible" || lock?.released === false) return;
    lock = { released: false };
    navigator.wakeLock?.request("screen").then(
      got => (lock = got),
      () => (lock = undefined),
    );
  };

  // The page itself may have come from a store on the way: the first look for a newer one is soon.
  let asking = false, nextBuild = Math.min(build, MINUTE), nextTry = 0, wait = retry;
  const look = async () => {
    if (!isWall()) {
      lock?.release?.();
      return;
    }
    stayAwake();
    const isSilent = listen();
    const wanted = isOverPanic() || isSilent || html.dataset.reload !== undefined;
    if (!wanted) [nextTry, wait] = [0, retry];
    if (asking || now() < (wanted ? nextTry : nextBuild)) return;
    asking = true;
    const found = await ask();
    asking = false;
    nextBuild = now() + build;
    if (wanted) {
      nextTry = now() + wait;
      wait = Math.min(2 * wait, retryMost);
    }
    if (found && isWall() && (wanted || found !== ours)) location.reload();
  };
  setInterval(look, tick);
}
