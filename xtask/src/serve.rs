//! `cargo xtask serve`: the built page on the loopback address.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::docs;
use crate::modules;
use crate::process::{Interrupt, ProcessGroup};
use crate::project::Project;
use crate::setup::{self, node};
use crate::simulator;
use crate::site;

/// How long the server may take to answer; it needs less than a second.
const START_LIMIT: Duration = Duration::from_secs(30);

/// Builds and serves until interrupted; with a port for it, a local Resource Manager beside the page.
pub(crate) fn run(project: &Project, port: u16, simulator: Option<u16>) -> Result<()> {
    require_free(port, simulator)?;
    let cargo = setup::ready_to_build(project)?;
    simulator::build_beside(project, simulator, || {
        site::build(project, &cargo, modules::PAGES_TO_TRY)?;
        docs::build(project)
    })?;
    let interrupt = Interrupt::listen()?;
    let mut vite = node::vite(project);
    vite.arg("preview")
        .args(address(port))
        .args(["--logLevel", "warn"]);
    let mut servers = start(project, vite, port, simulator)?;
    println!("NSG What-If is on http://127.0.0.1:{port} (Ctrl-C ends it)");
    say_where(simulator);
    while !interrupt.came_within(Duration::from_millis(200)) {
        all_run(&mut servers)?;
    }
    Ok(())
}

/// Starts the local Resource Manager, if one is wanted, and the page's server.
pub(crate) fn start(
    project: &Project,
    mut vite: Command,
    port: u16,
    simulator: Option<u16>,
) -> Result<Vec<ProcessGroup>> {
    let mut servers = Vec::new();
    if let Some(simulator) = simulator {
        servers.push(simulator::start(project, simulator, port, &mut vite)?);
    }
    let mut server = ProcessGroup::start(vite)?;
    await_answer(&mut server, port)?;
    servers.push(server);
    Ok(servers)
}

/// Says where the local Resource Manager is.
pub(crate) fn say_where(simulator: Option<u16>) {
    if let Some(port) = simulator {
        let origin = simulator::origin(port);
        println!("A local Resource Manager, with a network to try, is on {origin}");
    }
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

/// Says so at once where a port is taken, not after minutes of building.
pub(crate) fn require_free(port: u16, simulator: Option<u16>) -> Result<()> {
    let free = |port: u16, option: &str, advice: &str| {
        TcpListener::bind(("127.0.0.1", port)).with_context(|| {
            format!(
                "port {port} on 127.0.0.1 is taken: end what uses it, or choose another with \
                 {option}{advice}"
            )
        })
    };
    // Held until the other is tried: they must not be the same.
    let page = free(port, "--port", "")?;
    if let Some(port) = simulator {
        free(port, "--simulator-port", ", or none with --no-simulator")?;
    }
    drop(page);
    Ok(())
}

/// Waits until the server answers.
pub(crate) fn await_answer(server: &mut ProcessGroup, port: u16) -> Result<()> {
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

/// An error once one of the servers has ended.
pub(crate) fn all_run(servers: &mut [ProcessGroup]) -> Result<()> {
    servers.iter_mut().try_for_each(still_runs)
}

/// An error once the server has ended.
fn still_runs(server: &mut ProcessGroup) -> Result<()> {
    match server.status()? {
        Some(status) => bail!("the server ended by itself: {status}"),
        None => Ok(()),
    }
}
