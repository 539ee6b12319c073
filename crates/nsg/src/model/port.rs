//! Ports and port ranges.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A closed range of ports, `first` ≤ `last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "WrittenRange")]
pub struct PortRange {
    first: u16,
    last: u16,
}

/// A range as somebody wrote it.
#[derive(Deserialize)]
struct WrittenRange {
    first: u16,
    last: u16,
}

impl TryFrom<WrittenRange> for PortRange {
    type Error = &'static str;

    fn try_from(WrittenRange { first, last }: WrittenRange) -> Result<Self, Self::Error> {
        Self::new(first, last).ok_or("a range of ports is upside down")
    }
}

impl PortRange {
    /// Every port, as effective rules print `*`.
    pub const ALL: Self = Self {
        first: 0,
        last: u16::MAX,
    };

    /// The range from `first` to `last`; `None` where it would be upside down.
    pub fn new(first: u16, last: u16) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The range that holds one port.
    pub fn single(port: u16) -> Self {
        Self {
            first: port,
            last: port,
        }
    }

    /// The lowest port.
    pub fn first(self) -> u16 {
        self.first
    }

    /// The highest port.
    pub fn last(self) -> u16 {
        self.last
    }

    /// The ports of the range that can be types of ICMP, which has 256; `None` where there is none.
    pub fn icmp_types(self) -> Option<Self> {
        Self::new(self.first, self.last.min(u8::MAX.into()))
    }

    /// Whether the port lies in the range.
    pub fn contains(self, port: u16) -> bool {
        (self.first..=self.last).contains(&port)
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

/// One entry of a rule's ports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PortMatch {
    /// `*`: every port, and flows that have no ports.
    Any,
    /// A port or a range of ports.
    Range(PortRange),
    /// Text that is not a port, as given: whether a port is meant by it is unknown.
    Unknown(String),
}

impl fmt::Display for PortMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Range(range) => range.fmt(f),
            Self::Unknown(text) => f.write_str(text),
        }
    }
}
