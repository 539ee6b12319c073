//! One file: what it is, and its bytes as they come.

use super::RecordSink;
use super::csv_rows::CsvRows;
use super::flow_log::{FlowLog, Telling};
use super::json::JsonScanner;
use flate2::write::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// The reason why a file could not be read, or not whole. The part before it was read, and counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RecordFaultKind {
    /// There is nothing in it that flows are made of.
    NoRecord,
    /// It ends in the middle of a record, as the file of an hour does that is not over.
    Cut,
    /// The text from here on is no JSON.
    NoJson,
    /// It cannot be unpacked further.
    NoGzip,
    /// It is an archive of another kind, or another encoding.
    Packed,
}

/// The place in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFault {
    /// Why.
    pub kind: RecordFaultKind,
    /// The byte of the unpacked file, from 0.
    pub byte: u64,
    /// The line, from 1.
    pub line: u64,
    /// The column in bytes, from 1.
    pub column: u64,
}

/// Reads one file as it streams.
#[derive(Debug, Default)]
pub struct RecordReader {
    /// The first bytes, until they tell what the file is.
    first: Vec<u8>,
    packed: Option<Box<MultiGzDecoder<Vec<u8>>>>,
    plain: PlainFile,
    fault: Option<RecordFault>,
}

#[derive(Debug, Default)]
enum PlainFile {
    #[default]
    Unknown,
    Json(Box<Json>),
    Csv(Box<CsvRows>),
}

#[derive(Debug, Default)]
struct Json {
    scanner: JsonScanner,
    log: FlowLog,
}

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Archives, and texts of two bytes for a character.
const OTHERS: [&[u8]; 4] = [b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"7z\xbc\xaf"];

/// So much of the unpacked file is read at a time.
const PIECE: usize = 1 << 16;

impl RecordReader {
    /// Reads on. After a fault nothing more is read.
    pub fn read(&mut self, bytes: &[u8], sink: &mut impl RecordSink) {
        if self.fault.is_some() {
            return;
        }
        if self.packed.is_none() && matches!(self.plain, PlainFile::Unknown) {
            self.first.extend_from_slice(bytes);
            if self.first.len() < GZIP.len() {
                return;
            }
            let first = std::mem::take(&mut self.first);
            if first.starts_with(&GZIP) {
                self.packed = Some(Box::new(MultiGzDecoder::new(Vec::new())));
                return self.unpack(&first, sink);
            }
            return self.plain(&first, sink);
        }
        match self.packed.is_some() {
            true => self.unpack(bytes, sink),
            false => self.plain(bytes, sink),
        }
    }

    /// Ends the file; returns what is wrong with it, if anything.
    pub fn finish(mut self, sink: &mut impl RecordSink) -> Option<RecordFault> {
        if self.fault.is_none() && !self.first.is_empty() {
            let first = std::mem::take(&mut self.first);
            self.plain(&first, sink);
        }
        if let Some(packed) = self.packed.as_mut() {
            if packed.try_finish().is_err() {
                self.fault = self.fault.or(Some(self.plain.here(RecordFaultKind::Cut)));
            }
            let rest = std::mem::take(packed.get_mut());
            self.plain(&rest, sink);
        }
        let ended = match &mut self.plain {
            PlainFile::Unknown => Some(RecordFaultKind::NoRecord),
            PlainFile::Csv(rows) => rows
                .read(&[], sink)
                .err()
                .map(|_| RecordFaultKind::NoRecord),
            PlainFile::Json(json) => {
                let Json { scanner, log } = &mut **json;
                let is_read = scanner.finish(&mut Telling { log, sink }).is_ok();
                let is_cut = scanner.is_inside() || !is_read;
                log.finish(sink);
                match (log.has_flows, is_cut) {
                    (_, true) => Some(RecordFaultKind::Cut),
                    (false, _) => Some(RecordFaultKind::NoRecord),
                    (true, false) => None,
                }
            }
        };
        self.fault
            .or_else(|| ended.map(|kind| self.plain.here(kind)))
    }

    fn unpack(&mut self, bytes: &[u8], sink: &mut impl RecordSink) {
        for piece in bytes.chunks(PIECE) {
            let Some(packed) = self.packed.as_mut() else {
                return;
            };
            let is_unpacked = packed.write_all(piece).is_ok();
            let plain = std::mem::take(packed.get_mut());
            self.plain(&plain, sink);
            if !is_unpacked {
                self.fault = self
                    .fault
                    .or(Some(self.plain.here(RecordFaultKind::NoGzip)));
                return;
            }
        }
    }

    fn plain(&mut self, bytes: &[u8], sink: &mut impl RecordSink) {
        if self.fault.is_some() {
            return;
        }
        let mut bytes = bytes;
        let mut first = std::mem::take(&mut self.first);
        if matches!(self.plain, PlainFile::Unknown) {
            first.extend_from_slice(bytes);
            bytes = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first);
            if OTHERS.iter().any(|other| bytes.starts_with(other)) {
                self.fault = Some(self.plain.here(RecordFaultKind::Packed));
                return;
            }
            let Some(begin) = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) else {
                self.first = first;
                return;
            };
            self.plain = match begin {
                b'{' | b'[' => PlainFile::Json(Box::default()),
                _ => PlainFile::Csv(Box::default()),
            };
        }
        match &mut self.plain {
            PlainFile::Unknown => {}
            PlainFile::Csv(rows) => {
                if !bytes.is_empty() && rows.read(bytes, sink).is_err() {
                    self.fault = Some(self.plain.here(RecordFaultKind::NoRecord));
                }
            }
            PlainFile::Json(json) => {
                let Json { scanner, log } = &mut **json;
                if let Err(fault) = scanner.read(bytes, &mut Telling { log, sink }) {
                    log.finish(sink);
                    let kind = match log.has_flows {
                        true => RecordFaultKind::NoJson,
                        false => RecordFaultKind::NoRecord,
                    };
                    self.fault = Some(RecordFault {
                        kind,
                        byte: fault.byte,
                        line: fault.line,
                        column: fault.column,
                    });
                }
            }
        }
    }
}

impl PlainFile {
    fn here(&self, kind: RecordFaultKind) -> RecordFault {
        let (byte, line) = match self {
            Self::Json(json) => json.scanner.position(),
            Self::Unknown | Self::Csv(_) => (0, 1),
        };
        RecordFault {
            kind,
            byte,
            line,
            column: 1,
        }
    }
}
