//! From the cells of a row to a flow.

use super::LineProblem;
use super::columns::Column;
use crate::shown_text::shown;
use nsg::model::flow_text::{read_direction, read_endpoint, read_port, read_protocol};
use nsg::{Direction, Endpoint, Flow, FlowTextError, FlowTextFault, Protocol};
use text::text;

/// No value is shown at greater length, in characters.
const SHOWN: usize = 80;

/// A row under its columns.
struct RowCells<'t> {
    columns: &'t [Column],
    cells: &'t [String],
}

/// The columns of one end, and the names of its values as the texts about them know them.
struct EndColumns {
    address: [Column; 2],
    port: [Column; 2],
    names: [&'static str; 2],
}

/// Reads a row.
///
/// # Errors
///
/// [`LineProblem`] for the first value that is missing or cannot be read.
pub(super) fn read(columns: &[Column], cells: &[String]) -> Result<Flow, LineProblem> {
    let cells = RowCells { columns, cells };
    let direction = cells.cell(Column::Direction);
    let direction = read_direction(present("direction", direction)?)?;
    let protocol = cells.cell(Column::Protocol);
    let protocol = read_protocol(present("protocol", protocol)?)?;
    let source = (Column::Source, Column::SourcePort);
    let destination = (Column::Destination, Column::DestinationPort);
    let (ours, theirs) = match direction {
        Direction::Inbound => (destination, source),
        Direction::Outbound => (source, destination),
    };
    let local = EndColumns {
        address: [Column::Local, ours.0],
        port: [Column::LocalPort, ours.1],
        names: ["local", "local-port"],
    };
    let remote = EndColumns {
        address: [Column::Remote, theirs.0],
        port: [Column::RemotePort, theirs.1],
        names: ["remote", "remote-port"],
    };
    let flow = Flow {
        direction,
        protocol,
        local: cells.end(&local, protocol)?,
        remote: cells.end(&remote, protocol)?,
    };
    match flow.check() {
        Ok(()) => Ok(flow),
        Err(error) => Err(LineProblem {
            message: error.to_string(),
            help: text!("azure-list-help-flow").to_owned(),
        }),
    }
}

impl RowCells<'_> {
    /// What a column holds.
    fn cell(&self, wanted: Column) -> Option<&str> {
        let at = self.columns.iter().position(|column| *column == wanted)?;
        let cell = self.cells.get(at).map(String::as_str);
        cell.filter(|cell| !cell.is_empty())
    }

    /// What two columns of one meaning hold; they must not contradict each other.
    fn either(&self, [one, other]: [Column; 2], name: &str) -> Result<Option<&str>, LineProblem> {
        match (self.cell(one), self.cell(other)) {
            (Some(one), Some(other)) if one != other => Err(contradicted(name, one, other)),
            (one, other) => Ok(one.or(other)),
        }
    }

    /// An address, with its port behind it or in a column of its own.
    fn end(&self, side: &EndColumns, protocol: Protocol) -> Result<Endpoint, LineProblem> {
        let [address_name, port_name] = side.names;
        let text = present(address_name, self.either(side.address, address_name)?)?;
        let has_column = self.columns.iter().any(|column| side.port.contains(column));
        let own = match text.parse() {
            // With a column for the port an IPv6 address needs no brackets.
            Ok(address) if has_column => Endpoint {
                address,
                port: None,
            },
            _ => read_endpoint(text, protocol).map_err(|error| named(side, text, error))?,
        };
        // As in the body of `ipFlowVerify`, a port is not looked at where the protocol has none.
        let given = self.either(side.port, port_name)?;
        let Some(given) = given.filter(|_| protocol.has_ports()) else {
            return Ok(own);
        };
        let port = read_port(given).map_err(|error| named(side, given, error))?;
        if own.port.is_some() && own.port != port {
            return Err(contradicted(port_name, given, text));
        }
        Ok(Endpoint { port, ..own })
    }
}

fn present<'t>(name: &str, cell: Option<&'t str>) -> Result<&'t str, LineProblem> {
    cell.ok_or_else(|| LineProblem {
        message: text!("azure-list-missing", field = name),
        help: text!("azure-list-values-help").to_owned(),
    })
}

fn contradicted(field: &str, value: &str, other: &str) -> LineProblem {
    LineProblem {
        message: text!("azure-list-wrong", field, value = shown(value, SHOWN)),
        help: text!("azure-list-help-contradicted", other = shown(other, SHOWN)),
    }
}

/// The error with the name of the value, where it is about the value alone.
fn named(side: &EndColumns, value: &str, error: FlowTextError) -> LineProblem {
    let [address, port] = side.names;
    let field = match error.fault() {
        FlowTextFault::Address => address,
        FlowTextFault::Port => port,
        _ => return error.into(),
    };
    let value = value.get(error.range()).unwrap_or(value);
    LineProblem {
        message: text!("azure-list-wrong", field, value = shown(value, SHOWN)),
        help: error.help(),
    }
}
