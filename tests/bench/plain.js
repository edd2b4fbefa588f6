// What `cargo xtask bench` measures Gridlight against: the same map as somebody would write it by hand with Leaflet.
// It knows the demo's files by name, checks nothing, and counts working days of 2026 only. Unlike Gridlight it draws
// no signs and no names, shows no figures and no lists, and stands still.

const NOW = Date.parse("2026-09-18T17:00:00+08:00");
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const [RESOLVE_DAYS, EXTENDED_DAYS, DUE_SOON_DAYS] = [5, 10, 1];

// 国务院办公厅关于 2026 年部分节假日安排的通知: weekdays off, and weekend days worked.
const OFF = new Set([101, 102, 216, 217, 218, 219, 220, 223, 406, 501, 504, 505, 619, 925, 1001, 1002, 1005, 1006, 1007]);
const WORK = new Set([104, 214, 228, 509, 920, 1010]);

const COLOURS = { red: "#f0504a", soon: "#6e5219", unknown: "#121b24", none: "#121b24" };
const SHADES = [[8, "#2b6470"], [5, "#255460"], [3, "#1f4550"], [2, "#193640"], [1, "#142830"]];
const WORST = ["red", "soon", "unknown", "normal"];

/** The day of an instant in the district's zone, as a count of days. */
const dayOf = instant => Math.floor((instant + ZONE) / DAY);

function isWorked(day) {
  const date = new Date(day * DAY);
  const code = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const isWeekend = date.getUTCDay() % 6 === 0;
  return isWeekend ? WORK.has(code) : !OFF.has(code);
}

/** The day that lies so many working days after `day`, or before it if the count is negative. */
function workingDayFrom(day, count) {
  const step = Math.sign(count);
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    if (isWorked(day)) left -= 1;
  }
  return day;
}

function lightOf(matter) {
  const start = matter.dispatched_at ?? (matter.route === "direct" ? matter.reported_at : undefined);
  if (start === undefined) return "unknown";
  const from = dayOf(Date.parse(start));
  let due = workingDayFrom(from, RESOLVE_DAYS);
  if (matter.extension_approved_at !== undefined) {
    const asked = Date.parse(matter.extension_requested_at ?? matter.extension_approved_at);
    if (dayOf(asked) <= due) {
      if (matter.progress_reported_at !== undefined) return "normal";
      due = workingDayFrom(from, EXTENDED_DAYS);
    }
  }
  const today = dayOf(NOW);
  if (today > due) return "red";
  return today >= workingDayFrom(due, -DUE_SOON_DAYS) ? "soon" : "normal";
}

function fillOf(lights) {
  if (lights === undefined) return COLOURS.none;
  const worst = WORST.find(light => lights[light] > 0);
  if (worst !== "normal") return COLOURS[worst];
  return SHADES.find(([from]) => lights.normal >= from)[1];
}

/** Latitude first, as Leaflet wants it. */
const ringsOf = ({ type, coordinates }) => {
  const turned = rings => rings.map(ring => ring.map(([lon, lat]) => [lat, lon]));
  return type === "MultiPolygon" ? coordinates.map(turned) : turned(coordinates);
};

/** The edges between zones and those between towns: each edge of a cell is shared with its neighbour point by point. */
function bordersOf(grids, townOf) {
  const owners = new Map();
  for (const { geometry, properties } of grids) {
    const parts = geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : geometry.coordinates;
    for (const ring of parts) {
      for (let at = 1; at < ring.length; at += 1) {
        const [a, b] = [ring[at - 1], ring[at]];
        const [from, to] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a];
        const key = `${from} ${to}`;
        const known = owners.get(key);
        if (known) known.other = properties.zone_id;
        else owners.set(key, { zone: properties.zone_id, line: [[from[1], from[0]], [to[1], to[0]]] });
      }
    }
  }
  const borders = { zone: [], town: [] };
  for (const { zone, other, line } of owners.values()) {
    if (zone === other) continue;
    borders[townOf.get(zone) === townOf.get(other) ? "zone" : "town"].push(line);
  }
  return borders;
}

const read = async name => (await fetch(`../demo/${name}.json`)).json();

async function draw() {
  const [grids, zones, cases] = await Promise.all([read("grids"), read("zones"), read("open-cases")]);
  const lightsOf = new Map();
  for (const { properties } of cases.features) {
    const lights = lightsOf.get(properties.grid_id) ?? { red: 0, soon: 0, unknown: 0, normal: 0 };
    lights[lightOf(properties)] += 1;
    lightsOf.set(properties.grid_id, lights);
  }
  performance.mark("gridlight:board-ready");

  const map = L.map("map", { zoomSnap: 0, attributionControl: false, zoomControl: false });
  const cells = L.featureGroup(
    grids.features.map(grid =>
      L.polygon(ringsOf(grid.geometry), {
        color: "#0a1017",
        weight: 0.7,
        fillColor: fillOf(lightsOf.get(grid.id)),
        fillOpacity: 1,
        smoothFactor: 0,
        noClip: true,
      }),
    ),
  );
  map.fitBounds(cells.getBounds(), { padding: [24, 24], animate: false });
  cells.addTo(map);
  const townOf = new Map(zones.features.map(zone => [zone.id, zone.properties.town_id]));
  const { zone, town } = bordersOf(grids.features, townOf);
  const style = { smoothFactor: 0, noClip: true, interactive: false };
  L.polyline(zone, { ...style, color: "#05080c", weight: 1.4 }).addTo(map);
  L.polyline(town, { ...style, color: "#b9c6d0", weight: 1.6 }).addTo(map);
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("gridlight:map-painted")));
}

draw();
