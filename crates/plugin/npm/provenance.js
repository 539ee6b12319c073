// What the modules were built from and with. `cargo xtask build` writes it into the package.

export const provenance = "";
