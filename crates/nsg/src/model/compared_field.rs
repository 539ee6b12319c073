//! The fields of a rule that Azure compares with a flow.

use serde::{Deserialize, Serialize};
use text::text;

/// A field of a rule that is compared with the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ComparedField {
    /// The protocol.
    Protocol,
    /// The source address.
    Source,
    /// The source port.
    SourcePort,
    /// The destination address.
    Destination,
    /// The destination port.
    DestinationPort,
}

impl ComparedField {
    /// All of them, in the order in which Azure lists its answers.
    pub const ALL: [Self; 5] = [
        Self::Protocol,
        Self::Source,
        Self::SourcePort,
        Self::Destination,
        Self::DestinationPort,
    ];

    /// The field as names of missing facts and the package have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Source => "source",
            Self::SourcePort => "source port",
            Self::Destination => "destination",
            Self::DestinationPort => "destination port",
        }
    }

    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Protocol => text!("field-protocol"),
            Self::Source => text!("field-source"),
            Self::SourcePort => text!("field-source-port"),
            Self::Destination => text!("field-destination"),
            Self::DestinationPort => text!("field-destination-port"),
        }
    }
}
