// Trains or resumes as a library user does, and says each event as a line of JSON, pictures left out.
// node train.mjs '{"train":{…}}'   node train.mjs '{"resume":"runs/a","options":{…}}'
import { resume, train } from "gantry";

const asked = JSON.parse(process.argv[2]);
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const events = asked.train === undefined ? resume(asked.resume, asked.options) : train(asked.train);
  for await (const { picture: _, ...event } of events) {
    say(event);
    if (asked.leaveAt !== undefined && event.type === "metrics" && event.step === asked.leaveAt) break;
  }
} catch (error) {
  say({ type: "error", name: error.name, code: error.code, message: error.message });
  process.exitCode = 1;
}
