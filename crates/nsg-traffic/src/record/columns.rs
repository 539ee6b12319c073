//! The columns of Traffic Analytics' tables that a flow is made of.
//!
//! Sources: AD `network-watcher/traffic-analytics-schema.md`; rows as the REST answer, the command line and the portal give them.

/// A column, under the names of both tables: `NTANetAnalytics`, and `AzureNetworkAnalytics_CL`, whose names end in a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TrafficColumn {
    Start,
    End,
    Source,
    Destination,
    DestinationPort,
    Protocol,
    Direction,
    Status,
    Group,
    Rule,
    /// `index|rule|direction|status|count` of the older table.
    Rules,
    AllowedIn,
    DeniedIn,
    AllowedOut,
    DeniedOut,
    SourcePublic,
    DestinationPublic,
    /// Public addresses of either end, in the older table.
    Public,
    /// The machine's address, in the older table.
    Machine,
    Mac,
    BytesTo,
    BytesBack,
    PacketsTo,
    PacketsBack,
}

impl TrafficColumn {
    /// The number of columns.
    pub(super) const COUNT: usize = Self::PacketsBack as usize + 1;

    /// Returns the column of a name, if a flow is made of it.
    pub(super) fn of(name: &str) -> Option<Self> {
        // The portal's CSV file has the time zone behind a name.
        let name = name.trim().trim_end_matches(" [UTC]");
        let name = ["_s", "_d", "_t", "_g", "_b"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending))
            .unwrap_or(name);
        let found = match name.to_ascii_lowercase().as_str() {
            "flowstarttime" => Self::Start,
            "flowendtime" => Self::End,
            "srcip" => Self::Source,
            "destip" => Self::Destination,
            "destport" => Self::DestinationPort,
            "l4protocol" => Self::Protocol,
            "flowdirection" => Self::Direction,
            "flowstatus" => Self::Status,
            "aclgroup" | "nsglist" => Self::Group,
            "aclrule" | "nsgrule" => Self::Rule,
            "nsgrules" => Self::Rules,
            "allowedinflows" => Self::AllowedIn,
            "deniedinflows" => Self::DeniedIn,
            "allowedoutflows" => Self::AllowedOut,
            "deniedoutflows" => Self::DeniedOut,
            "srcpublicips" => Self::SourcePublic,
            "destpublicips" => Self::DestinationPublic,
            "publicips" => Self::Public,
            "vmip" => Self::Machine,
            "macaddress" => Self::Mac,
            "bytessrctodest" | "outboundbytes" => Self::BytesTo,
            "bytesdesttosrc" | "inboundbytes" => Self::BytesBack,
            "packetssrctodest" | "outboundpackets" => Self::PacketsTo,
            "packetsdesttosrc" | "inboundpackets" => Self::PacketsBack,
            _ => return None,
        };
        Some(found)
    }
}

/// The values of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    values: [Option<String>; TrafficColumn::COUNT],
}

impl Row {
    pub(super) fn set(&mut self, column: TrafficColumn, value: &str) {
        if let Some(place) = self.values.get_mut(column as usize) {
            // A value that is blank says nothing.
            *place = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        }
    }

    pub(super) fn get(&self, column: TrafficColumn) -> Option<&str> {
        self.values.get(column as usize)?.as_deref()
    }

    pub(super) fn number(&self, column: TrafficColumn) -> u64 {
        let text = self.get(column).unwrap_or_default();
        // The older table's numbers are doubles.
        let whole = text.split('.').next().unwrap_or_default();
        whole.parse().unwrap_or_default()
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}
