//! Set-up where only package registries can be reached, and rustup's and Playwright's downloads cannot: Debian's packages in
//! their place, and limits on what would hang for ever.
//!
//! Nobody else gets here: a machine on the internet has its toolchain from rustup and its Chromium from Playwright.

pub(crate) mod apt;
pub(crate) mod debian_rust;
pub(crate) mod rustup;
