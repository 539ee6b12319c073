//! A sink that keeps what it is told.

use nsg_traffic::record::{
    RecordFault, RecordReader, RecordSink, RecordSurroundings, RecordedFlow, TupleFault,
};

/// What stands around a flow, kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Around {
    pub(crate) rule: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) mac: Option<String>,
    pub(crate) record: Option<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Told {
    around: Around,
    pub(crate) flows: Vec<(Around, RecordedFlow)>,
    pub(crate) unreadable: Vec<(String, TupleFault, u64)>,
    pub(crate) fault: Option<RecordFault>,
}

impl RecordSink for Told {
    fn surroundings(&mut self, around: &RecordSurroundings<'_>) {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        self.around = Around {
            rule: owned(around.rule),
            group: owned(around.group),
            mac: owned(around.mac),
            record: owned(around.record),
        };
    }

    fn flow(&mut self, flow: &RecordedFlow) {
        self.flows.push((self.around.clone(), *flow));
    }

    fn unreadable(&mut self, text: &str, fault: TupleFault, position: u64) {
        self.unreadable.push((text.to_owned(), fault, position));
    }
}

/// Reads a file in pieces of so many bytes.
pub(crate) fn read_in(bytes: &[u8], piece: usize) -> Told {
    let mut told = Told::default();
    let mut reader = RecordReader::default();
    for piece in bytes.chunks(piece.max(1)) {
        reader.read(piece, &mut told);
    }
    told.fault = reader.finish(&mut told);
    told
}

/// Reads a file at once.
pub(crate) fn read(text: &str) -> Told {
    read_in(text.as_bytes(), usize::MAX)
}
