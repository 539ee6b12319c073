// The browser of all tests: `cargo xtask` names it in CHROMIUM.

const isRoot = process.getuid?.() === 0;

/** How it is started. */
export const launchOptions = () => ({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: [
    // Chromium refuses its own sandbox to root.
    ...(isRoot ? ["--no-sandbox"] : []),
    // On a closed network it would otherwise knock at Google's door all day.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
  ],
});
