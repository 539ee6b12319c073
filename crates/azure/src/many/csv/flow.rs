//! From the cells of a row to a flow.

use super::LineProblem;
use super::columns::Column;
use crate::plain::plain;
use nsg::{Direction, Endpoint, Flow, Protocol};
use std::net::IpAddr;

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
        local: end("local", local, local_port)?,
        remote: end("remote", remote, remote_port)?,
    };
    if !protocol.has_ports() {
        (flow.local.port, flow.remote.port) = (None, None);
    }
    match flow.check() {
        Ok(()) => Ok(flow),
        Err(error) => Err(LineProblem {
            message: error.to_string(),
            help: "leave the line out, or correct an address",
        }),
    }
}

fn direction(text: Option<&str>) -> Result<Direction, LineProblem> {
    let help = "write `Inbound` or `Outbound`";
    let text = present("direction", text, help)?;
    match text.to_ascii_lowercase().as_str() {
        "in" => Ok(Direction::Inbound),
        "out" => Ok(Direction::Outbound),
        _ => text.parse().map_err(|()| wrong("direction", text, help)),
    }
}

fn protocol(text: Option<&str>) -> Result<Protocol, LineProblem> {
    let help = "write `TCP` or `UDP`; `ICMP`, `ESP` and `AH` are read, and IP flow verify does not know them";
    let text = present("protocol", text, help)?;
    text.parse().map_err(|()| wrong("protocol", text, help))
}

fn end(side: &str, address: Option<&str>, port: Option<&str>) -> Result<Endpoint, LineProblem> {
    let help = "write an address such as `10.0.1.4`, or with its port `10.0.1.4:443`";
    let text = present(&format!("{side} address"), address, help)?;
    let (address, own_port) = apart(text);
    let address: IpAddr = address
        .parse()
        .map_err(|_| wrong(&format!("{side} address"), text, help))?;
    let port = port.or(own_port).unwrap_or_default();
    let port = match port {
        "" | "*" => None,
        _ if port.eq_ignore_ascii_case("any") => None,
        _ => {
            let digits = port.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.then(|| port.parse::<u16>().ok()).flatten();
            Some(number.ok_or_else(|| {
                let help = "write a number from 0 to 65535, or `*` for the port of the source";
                wrong(&format!("{side} port"), port, help)
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
        message: format!("the {name} is missing"),
        help,
    })
}

fn wrong(name: &str, text: &str, help: &'static str) -> LineProblem {
    LineProblem {
        message: format!("the {name} cannot be `{}`", plain(text, 80)),
        help,
    }
}
