//! `cargo xtask serve`: the built page on the loopback address.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::{Group, Interrupt};
use crate::project::Project;
use crate::setup::{self, node};
use crate::site;

/// How long the server may take to answer; it needs less than a second.
const START_LIMIT: Duration = Duration::from_secs(30);

/// Builds and serves until interrupted.
pub(crate) fn run(project: &Project, port: u16) -> Result<()> {
    require_free(port)?;
    let cargo = setup::ready_to_build(project)?;
    site::build(project, &cargo)?;
    let interrupt = Interrupt::listen()?;
    let mut vite = node::vite(project);
    vite.arg("preview")
        .args(address(port))
        .args(["--logLevel", "warn"]);
    let mut server = Group::start(vite)?;
    await_answer(&mut server, port)?;
    println!("NSG What-If is on http://127.0.0.1:{port} (Ctrl-C ends it)");
    while !interrupt.came_within(Duration::from_millis(200)) {
        still_runs(&mut server)?;
    }
    Ok(())
}

/// Vite's options for our address: this machine only, and no other port instead.
pub(crate) fn address(port: u16) -> [String; 5] {
    [
        "--host".to_owned(),
        "127.0.0.1".to_owned(),
        "--port".to_owned(),
        port.to_string(),
        "--strictPort".to_owned(),
    ]
}

/// Says so at once where the port is taken, not after minutes of building.
pub(crate) fn require_free(port: u16) -> Result<()> {
    TcpListener::bind(("127.0.0.1", port)).with_context(|| {
        format!(
            "port {port} on 127.0.0.1 is taken: end what uses it, or choose another with --port"
        )
    })?;
    Ok(())
}

/// Waits until the server answers.
pub(crate) fn await_answer(server: &mut Group, port: u16) -> Result<()> {
    let start = Instant::now();
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    while TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err() {
        still_runs(server)?;
        if start.elapsed() > START_LIMIT {
            bail!("the server does not answer on {address}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// An error once the server has ended.
pub(crate) fn still_runs(server: &mut Group) -> Result<()> {
    match server.status()? {
        Some(status) => bail!("the server ended by itself: {status}"),
        None => Ok(()),
    }
}
