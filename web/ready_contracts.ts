// Contracts that come ready: the very files of `crates/nsg-analysis/contracts`. Loaded when somebody wants one.

const services = import.meta.glob<string>("../crates/nsg-analysis/contracts/services/*.json", { query: "?raw", import: "default", eager: true });
const baselines = import.meta.glob<string>("../crates/nsg-analysis/contracts/baselines/*.json", { query: "?raw", import: "default", eager: true });

/** The text of each file, services first, as a JSON list: `web/src/state/contracts.rs`. */
export const texts = JSON.stringify([services, baselines].flatMap((files) => Object.values(files)));
