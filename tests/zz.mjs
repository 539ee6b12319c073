import { chromium } from "@playwright/test";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [scheme,width] of [["light",1280],["dark",390]]) {
  const p = await b.newPage({ viewport: { width, height: 1400 }, colorScheme: scheme, locale: "ko-KR" });
  p.on("console",m=>m.type()==="error"&&console.log(m.text()));
  await p.goto("http://127.0.0.1:4290/"); await p.waitForSelector("h1"); await p.waitForTimeout(800);
  await p.screenshot({ path: `/tmp/ko-${width}.png`, fullPage: width==390 });
  const o=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth); if(o>0)console.log("sideways",width,o);
  await p.goto("http://127.0.0.1:4290/#learn=first-match-wins/1/2"); await p.waitForTimeout(1500);
  await p.screenshot({ path: `/tmp/ko-learn-${width}.png` });
  await p.close(); }
await b.close();
