// Where the browsers and what drives them are on this machine. Run by itself, it prints the Debian packages that are missing:
// `cargo xtask` asks it.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { argv, env } from "node:process";
import { pathToFileURL } from "node:url";

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onThePath = (name) => (env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)).find(isProgram);

/** A browser whose libraries are missing is none, and neither is a script that only says where to get one. */
const starts = (path) => spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;

const firstThatStarts = (...paths) => paths.find((path) => path !== undefined && starts(path));

/** WebKitGTK keeps its browser beside its library, in a folder for each architecture and version. */
function miniBrowser() {
  for (const top of ["/usr/lib", "/usr/lib64", "/usr/libexec"]) {
    const folders = existsSync(top) ? [".", ...readdirSync(top).filter((name) => /-linux-gnu/.test(name))] : [];
    for (const folder of folders) {
      const versions = readdirSync(join(top, folder)).filter((name) => /^webkit(2)?gtk-/.test(name)).sort().reverse();
      const found = versions.map((version) => join(top, folder, version, "MiniBrowser")).find(isProgram);
      if (found) return found;
    }
  }
  return undefined;
}

/** What each browser needs: where it is, and the Debian package that has it. */
export const programs = {
  chromium: { chromium: { path: firstThatStarts(env.CHROMIUM, onThePath("chromium"), onThePath("google-chrome")), from: "chromium" } },
  firefox: { firefox: { path: firstThatStarts(env.FIREFOX, onThePath("firefox-esr"), onThePath("firefox")), from: "firefox-esr" } },
  webkit: {
    driver: { path: onThePath("WebKitWebDriver"), from: "webkit2gtk-driver" },
    miniBrowser: { path: miniBrowser(), from: "webkit2gtk-driver" },
    // A display that nobody sees.
    xvfb: { path: onThePath("Xvfb"), from: "xvfb" },
  },
};

/** The Debian packages that a browser lacks. */
export const missing = (browser) =>
  [...new Set(Object.values(programs[browser]).filter(({ path }) => path === undefined).map(({ from }) => from))];

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  const all = new Set(Object.keys(programs).flatMap(missing));
  if (all.size > 0) console.log([...all].join("\n"));
}
