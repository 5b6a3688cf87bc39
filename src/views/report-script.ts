/**
 * @file The only script of a report: the slider shows another picture. It takes its data from the page and asks for
 * nothing. The page's policy allows exactly this text, by its hash (`report.node.test.ts` checks that they agree).
 */

export const reportScript: string = `
const frames = JSON.parse(document.getElementById("frames").textContent);
const byId = (id) => document.getElementById(id);
const [slider, picture, label, play] = ["slider", "sample", "sample-step", "play"].map(byId);
const texts = slider.dataset;
let timer = 0;
const show = (index) => {
  const frame = frames[index];
  slider.value = index;
  slider.setAttribute("aria-valuetext", frame.label);
  picture.src = frame.src;
  picture.alt = frame.alt;
  label.textContent = frame.label;
};
const halt = () => {
  clearInterval(timer);
  timer = 0;
  play.textContent = texts.play;
};
const start = () => {
  if (Number(slider.value) === frames.length - 1) show(0);
  play.textContent = texts.pause;
  timer = setInterval(() => {
    const next = Number(slider.value) + 1;
    if (next < frames.length) show(next);
    if (next >= frames.length - 1) halt();
  }, Math.max(80, Math.min(400, 8000 / frames.length)));
};
slider.addEventListener("input", () => { halt(); show(Number(slider.value)); });
play.addEventListener("click", () => (timer ? halt() : start()));
slider.disabled = play.disabled = frames.length < 2;
show(frames.length - 1);
`;

/** For the policy's \`script-src\`: \`openssl dgst -sha256 -binary | base64\` of the text above. */
export const reportScriptHash: string = "sha256-fdcUaNgpZJIBzdkdEEQdZiqtP9Aqi8vbNyjHp68NG/Q=";
