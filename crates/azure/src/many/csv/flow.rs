//! From the cells of a row to a flow.

use super::LineProblem;
use super::columns::Column;
use crate::plain::plain;
use nsg::{Direction, Endpoint, Flow, Protocol};
use std::net::IpAddr;
use text::text;

/// Reads a row.
///
/// # Errors
///
/// [`LineProblem`] for the first value that is missing or cannot be read.
pub(super) fn read(columns: &[Column], cells: &[String]) -> Result<Flow, LineProblem> {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == wanted)?;
        cells
            .get(at)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    };
    let direction = direction(cell(Column::Direction))?;
    let protocol = protocol(cell(Column::Protocol))?;
    let (ours, theirs) = match direction {
        Direction::Inbound => (
            (Column::Destination, Column::DestinationPort),
            (Column::Source, Column::SourcePort),
        ),
        Direction::Outbound => (
            (Column::Source, Column::SourcePort),
            (Column::Destination, Column::DestinationPort),
        ),
    };
    let local = cell(Column::Local).or_else(|| cell(ours.0));
    let local_port = cell(Column::LocalPort).or_else(|| cell(ours.1));
    let remote = cell(Column::Remote).or_else(|| cell(theirs.0));
    let remote_port = cell(Column::RemotePort).or_else(|| cell(theirs.1));
    let mut flow = Flow {
        direction,
        protocol,
        local: end(LOCAL, local, local_port)?,
        remote: end(REMOTE, remote, remote_port)?,
    };
    if !protocol.has_ports() {
        (flow.local.port, flow.remote.port) = (None, None);
    }
    match flow.check() {
        Ok(()) => Ok(flow),
        Err(error) => Err(LineProblem {
            message: error.to_string(),
            help: text!("azure-csv-help-flow"),
        }),
    }
}

fn direction(text: Option<&str>) -> Result<Direction, LineProblem> {
    let help = text!("azure-csv-help-direction");
    let text = present("direction", text, help)?;
    match text.to_ascii_lowercase().as_str() {
        "in" => Ok(Direction::Inbound),
        "out" => Ok(Direction::Outbound),
        _ => text.parse().map_err(|()| wrong("direction", text, help)),
    }
}

fn protocol(text: Option<&str>) -> Result<Protocol, LineProblem> {
    let help = text!("azure-csv-help-protocol");
    let text = present("protocol", text, help)?;
    text.parse().map_err(|()| wrong("protocol", text, help))
}

/// The names of an end's address and port, as the texts about values know them.
type Side = [&'static str; 2];

const LOCAL: Side = ["local", "local-port"];
const REMOTE: Side = ["remote", "remote-port"];

fn end(
    [address_name, port_name]: Side,
    address: Option<&str>,
    port: Option<&str>,
) -> Result<Endpoint, LineProblem> {
    let help = text!("azure-csv-help-address");
    let text = present(address_name, address, help)?;
    let (address, own_port) = apart(text);
    let address: IpAddr = address
        .parse()
        .map_err(|_| wrong(address_name, text, help))?;
    let port = port.or(own_port).unwrap_or_default();
    let port = match port {
        "" | "*" => None,
        _ if port.eq_ignore_ascii_case("any") => None,
        _ => {
            let digits = port.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.then(|| port.parse::<u16>().ok()).flatten();
            Some(number.ok_or_else(|| {
                let help = text!("azure-csv-help-port");
                wrong(port_name, port, help)
            })?)
        }
    };
    Ok(Endpoint { address, port })
}

/// `10.0.1.4:443`, `[fd00::4]:443`, or an address alone.
fn apart(text: &str) -> (&str, Option<&str>) {
    if let Some((address, after)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return (address, after.strip_prefix(':'));
    }
    match text.split_once(':') {
        Some((address, port)) if !port.contains(':') => (address, Some(port)),
        _ => (text, None),
    }
}

fn present<'t>(
    name: &str,
    text: Option<&'t str>,
    help: &'static str,
) -> Result<&'t str, LineProblem> {
    text.ok_or_else(|| LineProblem {
        message: text!("azure-csv-missing", field = name),
        help,
    })
}

fn wrong(name: &str, text: &str, help: &'static str) -> LineProblem {
    LineProblem {
        message: text!("azure-csv-wrong", field = name, value = plain(text, 80)),
        help,
    }
}
