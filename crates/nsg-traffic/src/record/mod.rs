//! Readers of recorded flows: flow logs of network security groups and of virtual networks, and rows of Traffic Analytics.
//!
//! Whatever the form, a [`RecordSink`] is told of surroundings (the rule that Azure named, its group, the machine) and of the
//! flows in them. Everything streams: what is kept does not grow with the file.

mod columns;
mod csv_rows;
mod flow_log;
mod json;
mod reader;
mod rows;
mod time;
mod tuple;

pub use reader::{RecordFault, RecordFaultKind, RecordReader};
pub use time::RecordTime;
pub use tuple::{FlowState, RecordedFlow, TupleFault, read_tuple};

/// The facts around recorded flows: as the record writes it, `None` where it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordSurroundings<'a> {
    /// The rule that Azure names, such as `UserRule_web`.
    pub rule: Option<&'a str>,
    /// The group whose rule it is: its resource id, its GUID, or `subscription/resource group/name`.
    pub group: Option<&'a str>,
    /// The network interface by its MAC address.
    pub mac: Option<&'a str>,
    /// The time when the record was written, and its flow log: equal for records that are given twice.
    pub record: Option<&'a str>,
}

/// Whoever takes recorded flows.
pub trait RecordSink {
    /// Takes what stands around the flows that follow.
    fn surroundings(&mut self, around: &RecordSurroundings<'_>);

    /// Takes a flow.
    fn flow(&mut self, flow: &RecordedFlow);

    /// Takes a tuple or a row that is no flow, with the byte at which it begins.
    fn unreadable(&mut self, text: &str, fault: TupleFault, position: u64);
}
