//! `azure-simulator`: serves scenarios until it is told to end.

use azure_simulator::{Simulator, SimulatorScenario};
use clap::Parser;
use std::error::Error;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

/// A local stand-in for Azure Resource Manager
#[derive(Parser)]
#[command(version)]
struct SimulatorArguments {
    /// Address to listen on: one of this machine or a port, 0 for any; `=folder` for a scenario of its
    /// own. Repeat it for several
    #[arg(
        long,
        default_value = "127.0.0.1:4281",
        value_name = "ADDRESS[=FOLDER]"
    )]
    listen: Vec<Listen>,
    /// The scenario's folder, for listeners that name none; the built-in scenario otherwise
    #[arg(long, value_name = "FOLDER")]
    scenario: Option<PathBuf>,
    /// The origin of a page that may ask, such as `http://127.0.0.1:8080`; every page may where none is given.
    /// Repeat it for several
    #[arg(long, value_name = "ORIGIN")]
    origin: Vec<String>,
    /// End when standard input does, so that a test that dies leaves nothing behind
    #[arg(long)]
    until_stdin_closes: bool,
}

#[derive(Clone)]
struct Listen {
    address: SocketAddr,
    folder: Option<PathBuf>,
}

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (address, folder) = match text.split_once('=') {
            Some((address, folder)) => (address, Some(PathBuf::from(folder))),
            None => (text, None),
        };
        let address = match address.parse::<u16>() {
            Ok(port) => SocketAddr::from(([127, 0, 0, 1], port)),
            Err(_) => address
                .parse()
                .map_err(|_| format!("`{address}` is neither a port nor an address with a port"))?,
        };
        Ok(Self { address, folder })
    }
}

fn main() -> ExitCode {
    match run(&SimulatorArguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("azure-simulator: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &SimulatorArguments) -> Result<(), Box<dyn Error>> {
    let mut simulators = Vec::new();
    for listen in &arguments.listen {
        let folder = listen.folder.as_deref().or(arguments.scenario.as_deref());
        let origins = arguments.origin.clone();
        let simulator = Simulator::start_for(scenario(folder)?, listen.address, origins)
            .map_err(|error| format!("cannot listen on {}: {error}", listen.address))?;
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "azure-simulator: {} on {}",
            simulator.name(),
            simulator.origin()
        )?;
        out.flush()?;
        simulators.push(simulator);
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(end(arguments.until_stdin_closes));
    // A read of standard input cannot be called off, so nobody waits for it.
    runtime.shutdown_background();
    Ok(())
}

fn scenario(folder: Option<&Path>) -> Result<SimulatorScenario, Box<dyn Error>> {
    Ok(match folder {
        Some(folder) => SimulatorScenario::read(folder)?,
        None => SimulatorScenario::built_in()?,
    })
}

/// Waits for Ctrl-C, SIGTERM, or the end of standard input.
async fn end(with_stdin: bool) {
    let stdin = async {
        if with_stdin {
            let read = || io::copy(&mut io::stdin().lock().take(u64::MAX), &mut io::sink());
            let _ = tokio::task::spawn_blocking(read).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
        () = stdin => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signals) => {
            signals.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
