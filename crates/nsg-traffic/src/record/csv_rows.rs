//! Rows of Traffic Analytics in a CSV file.

use super::RecordSink;
use super::columns::{Row, TrafficColumn};
use super::rows;
use csv_core::{ReadFieldResult, Reader};

/// A reader of CSV that streams.
#[derive(Debug)]
pub(super) struct CsvRows {
    reader: Reader,
    field: Vec<u8>,
    /// The columns by their place, once the header is read.
    columns: Option<Vec<Option<TrafficColumn>>>,
    header: Vec<Option<TrafficColumn>>,
    place: usize,
    row: Row,
    offset: u64,
    row_start: u64,
}

/// The longest cell: a list of public addresses is long.
const LONGEST: usize = 1 << 22;

/// Without these nobody can tell a flow.
const NEEDED: [TrafficColumn; 3] = [
    TrafficColumn::Start,
    TrafficColumn::DestinationPort,
    TrafficColumn::Direction,
];

/// The header has no columns that make a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoRows;

impl Default for CsvRows {
    fn default() -> Self {
        Self {
            reader: Reader::new(),
            field: Vec::new(),
            columns: None,
            header: Vec::new(),
            place: 0,
            row: Row::default(),
            offset: 0,
            row_start: 0,
        }
    }
}

impl CsvRows {
    /// Reads on; an empty text ends the file.
    pub(super) fn read(
        &mut self,
        mut bytes: &[u8],
        sink: &mut impl RecordSink,
    ) -> Result<(), NoRows> {
        let is_end = bytes.is_empty();
        let mut buffer = [0; 4096];
        // To the reader an empty text is the end of the file.
        while is_end || !bytes.is_empty() {
            let (result, read, written) = self.reader.read_field(bytes, &mut buffer);
            bytes = bytes.get(read..).unwrap_or_default();
            self.offset += read as u64;
            if self.field.len() < LONGEST {
                self.field
                    .extend_from_slice(buffer.get(..written).unwrap_or_default());
            }
            match result {
                ReadFieldResult::End => return Ok(()),
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => self.field(record_end, sink)?,
            }
        }
        Ok(())
    }

    fn field(&mut self, is_last: bool, sink: &mut impl RecordSink) -> Result<(), NoRows> {
        let field = std::mem::take(&mut self.field);
        let text = String::from_utf8_lossy(&field);
        match &self.columns {
            None => self
                .header
                .push(TrafficColumn::of(text.trim_start_matches('\u{feff}'))),
            Some(columns) => {
                if let Some(Some(column)) = columns.get(self.place) {
                    self.row.set(*column, &text);
                }
            }
        }
        self.place += 1;
        if !is_last {
            return Ok(());
        }
        match &self.columns {
            None => {
                let header = std::mem::take(&mut self.header);
                if !NEEDED.iter().all(|column| header.contains(&Some(*column))) {
                    return Err(NoRows);
                }
                self.columns = Some(header);
            }
            Some(_) => rows::tell(&self.row, self.row_start, sink),
        }
        self.row.clear();
        self.place = 0;
        self.row_start = self.offset;
        Ok(())
    }
}
