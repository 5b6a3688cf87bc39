/** @file The style of a report: system fonts, both themes, from a phone to a wide screen, and paper. */
import { themeStyle } from "./palette.ts";

export const reportStyle: string = `${themeStyle()}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.55;
  font-family:system-ui,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main,header.top,footer{max-width:66rem;margin-inline:auto;padding-inline:clamp(1rem,4vw,2rem)}
a{color:var(--real);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--real);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem}
header.top{padding-block:2.6rem .6rem}
.kicker{margin:0;color:var(--muted);font-size:.85rem;letter-spacing:.04em}
h1{margin:.1rem 0 .3rem;font-size:clamp(1.6rem,4.5vw,2.4rem);line-height:1.15;letter-spacing:-.015em;overflow-wrap:anywhere}
.sub{margin:0;font-size:1.05rem;color:var(--muted);overflow-wrap:anywhere}
.verdict{margin:1.1rem 0 0;padding:.7rem 1rem;background:var(--panel);border-left:4px solid var(--discriminator);border-radius:0 8px 8px 0;max-width:60ch}
.verdict b{font-weight:600}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;margin:1.6rem 0 0;padding:1px}
.figures div{padding:.6rem .9rem .7rem;box-shadow:0 0 0 1px var(--line)}
.figures dt{color:var(--muted);font-size:.8rem}
.figures dd{margin:0;font-size:1.4rem;font-weight:600;font-variant-numeric:tabular-nums;letter-spacing:-.01em;line-height:1.3}
.figures small{display:block;font-size:.75rem;font-weight:400;color:var(--muted);letter-spacing:0}
section{margin-block:2.8rem}
h2{font-size:1.3rem;margin:0 0 .3rem;letter-spacing:-.01em}
h3{font-size:1rem;margin:0 0 .2rem}
.lead,.how{margin:0 0 1rem;color:var(--muted);max-width:68ch}
.how{font-size:.88rem;margin:.2rem 0 .4rem}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1.2rem}
figure{margin:0;min-width:0}
.pair img{width:100%;display:block;image-rendering:pixelated;border-radius:8px;border:1px solid var(--line);background:var(--panel)}
.pair figcaption{display:flex;justify-content:space-between;gap:1rem;font-size:.9rem;margin-bottom:.4rem;font-weight:600}
.pair figcaption span{font-weight:400;color:var(--muted);font-variant-numeric:tabular-nums}
.slide{display:flex;align-items:center;gap:.9rem;margin-top:1rem;flex-wrap:wrap}
.slide input{flex:1 1 12rem;min-height:28px;accent-color:var(--generated);margin:0}
.slide output{font-variant-numeric:tabular-nums;min-width:6.5rem;font-weight:600}
.slide .muted{color:var(--muted);font-size:.85rem}
button{font:inherit;min-height:34px;min-width:5.2rem;padding:.2rem .9rem;border:1px solid var(--line);border-radius:8px;background:var(--panel);color:inherit;cursor:pointer}
button:hover{border-color:var(--muted)}
.chart{margin-block:1.4rem 2rem}
.chart svg{display:block;width:100%;height:auto}
.chart svg.narrow{display:none}
.small{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1.6rem 1.2rem}
.small .chart{margin:0}
.small h3{font-family:ui-monospace,SFMono-Regular,Consolas,"Liberation Mono",monospace;font-size:.88rem;font-weight:600}
details{margin-top:.4rem}
summary{cursor:pointer;color:var(--muted);font-size:.88rem;min-height:24px}
.scroll{overflow-x:auto;border-radius:8px;border:1px solid var(--line)}
details .scroll{margin-top:.5rem;max-height:22rem;overflow:auto}
table{border-collapse:collapse;width:100%;font-size:.88rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.38rem .8rem;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child td{border-bottom:0}
th{font-weight:600;color:var(--muted);background:var(--panel);position:sticky;top:0;white-space:nowrap}
td{overflow-wrap:anywhere}
code,pre,kbd{font-family:ui-monospace,SFMono-Regular,Consolas,"Liberation Mono","Noto Sans Mono CJK SC",monospace;font-size:.87em}
.origin{display:inline-block;padding:0 .5em;border-radius:99px;border:1px solid var(--line);color:var(--muted);font-size:.8rem;white-space:nowrap}
.origin.chosen{color:var(--generated);border-color:currentColor}
.facts dl{margin:0;border:1px solid var(--line);border-radius:8px}
.facts dl div{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.2rem 1rem;padding:.42rem .9rem;border-bottom:1px solid var(--line);font-size:.9rem}
.facts dl div:last-child{border-bottom:0}
.facts dt{color:var(--muted)}
.facts dd{margin:0;overflow-wrap:anywhere;min-width:0}
.facts ul{margin:.3rem 0 0;padding-left:1.1rem}
pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:.7rem .9rem;overflow-x:auto;margin:.25rem 0 1rem;line-height:1.5}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 2rem}
.columns{align-items:start}.columns>section{margin-block:1.4rem}.columns>.scroll{margin-bottom:1rem}
footer{padding-block:1.5rem 3rem;color:var(--muted);font-size:.85rem;border-top:1px solid var(--line)}
@media (max-width:40rem){.chart svg.wide{display:none}.chart svg.narrow{display:block}
  .figures{grid-template-columns:repeat(2,1fr)}.facts dl div{grid-template-columns:1fr;gap:0}section{margin-block:2rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){.verdict,.figures div,.origin{forced-color-adjust:auto}}
@media print{.slide,.skip,summary{display:none}body{font-size:10pt}section{break-inside:avoid}}`;
