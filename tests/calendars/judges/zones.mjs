// Reads the cases that by_hand.py wrote with ical.js (Thunderbird's library): node zones.mjs cases.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ICAL = createRequire(join(process.cwd(), "x.js"))("ical.js");
const wrong = [];
const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { zone, ics, instants } of cases) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const timezone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone"));
  const read = calendar.getAllSubcomponents("vevent").map((event) => {
    const start = event.getFirstPropertyValue("dtstart");
    start.zone = timezone;
    return start.toUnixTime();
  });
  const bad = instants.filter((instant, at) => instant !== read[at]);
  if (read.length !== instants.length || bad.length) wrong.push(`${zone} (${bad.length} of ${instants.length})`);
}
console.log(`ical.js: ${cases.length} kinds of zones, ${wrong.length} wrong`, wrong.slice(0, 10).join(", "));
