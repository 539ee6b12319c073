//! Flow logs and rows of Traffic Analytics in JSON: what stands around tuples, whatever the order of the properties.
//!
//! What is around a tuple is usually told before it, and then the tuple is handed on at once. Tools that sort properties put it
//! behind; then tuples wait until the object that tells it is closed, or the record ends.

use super::columns::{Row, TrafficColumn};
use super::json::{Container, JsonParts};
use super::tuple::read_tuple;
use super::{RecordSink, RecordSurroundings, rows};

/// A fact that is told around tuples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Rule,
    Group,
    /// Of a network security group's log, which tells the group for a whole record.
    Resource,
    Mac,
    Time,
    FlowLog,
}

const AROUND: usize = Around::FlowLog as usize + 1;

/// The property whose value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Property {
    Around(Around),
    Tuples,
    /// Of a REST answer.
    Columns,
    Rows,
    Name,
    /// Of a row as an object.
    Column(TrafficColumn),
    /// A property that only records have.
    Record,
    Other,
}

/// A value, and how deep the object is that has it.
#[derive(Clone, Debug)]
struct Told {
    depth: usize,
    text: String,
}

/// Tuples whose surroundings are not known yet.
#[derive(Debug, Default)]
struct Waiting {
    around: [Option<String>; AROUND],
    tuples: Vec<(u64, Vec<u8>)>,
}

/// A container that is open.
#[derive(Clone, Copy, Debug)]
struct JsonScope {
    container: Container,
    /// The property that it is the value of.
    property: Property,
    /// The waiting tuples that were there before it.
    waiting: usize,
    is_record: bool,
    is_row: bool,
}

/// So many bytes of tuples wait at most; beyond them they are judged by what is known.
const MOST_WAITING: usize = 8 << 20;

/// Takes the parts of a document to tell its flows.
#[derive(Debug, Default)]
pub(super) struct FlowLog {
    scopes: Vec<JsonScope>,
    property: Option<Property>,
    /// The innermost last.
    around: [Vec<Told>; AROUND],
    waiting: Vec<Waiting>,
    waiting_bytes: usize,
    /// Whether the sink knows what is around the tuples at hand.
    is_told: bool,
    columns: Vec<Option<TrafficColumn>>,
    place: usize,
    row: Row,
    row_start: u64,
    /// Whether anything was found that flows are made of.
    pub(super) has_flows: bool,
}

/// The parts with the sink that gets the flows.
pub(super) struct Telling<'a, S> {
    pub(super) log: &'a mut FlowLog,
    pub(super) sink: &'a mut S,
}

fn property(name: &str) -> Property {
    match name.to_ascii_lowercase().as_str() {
        "flowtuples" => Property::Tuples,
        "rule" => Property::Around(Around::Rule),
        "aclid" => Property::Around(Around::Group),
        "resourceid" => Property::Around(Around::Resource),
        "mac" => Property::Around(Around::Mac),
        "time" => Property::Around(Around::Time),
        "flowlogguid" | "systemid" => Property::Around(Around::FlowLog),
        "flowrecords" | "properties" => Property::Record,
        "columns" => Property::Columns,
        "rows" => Property::Rows,
        "name" => Property::Name,
        // The record's own in a virtual network's log, and a column of Traffic Analytics.
        "macaddress" => Property::Around(Around::Mac),
        _ => TrafficColumn::of(name).map_or(Property::Other, Property::Column),
    }
}

impl FlowLog {
    fn depth(&self) -> usize {
        self.scopes.len()
    }

    fn tell(&mut self, around: Around, text: &str) {
        let depth = self.depth();
        if let Some(told) = self.around.get_mut(around as usize) {
            told.retain(|known| known.depth < depth);
            told.push(Told {
                depth,
                text: text.to_owned(),
            });
        }
        self.is_told = false;
    }

    fn told(&self, around: Around) -> Option<&str> {
        let told = self.around.get(around as usize)?.last()?;
        Some(&told.text)
    }

    /// Whether enough is known to hand tuples on.
    fn knows_all(&self) -> bool {
        let needed = [Around::Rule, Around::Mac, Around::Time];
        let knows = |around| self.told(around).is_some();
        needed.into_iter().all(knows) && (knows(Around::Group) || knows(Around::Resource))
    }

    fn tuple(&mut self, text: &[u8], position: u64, sink: &mut impl RecordSink) {
        self.has_flows = true;
        if self.is_told {
            return tell_tuple(text, position, sink);
        }
        if self.knows_all() {
            surroundings(|around| self.told(around), sink);
            self.is_told = true;
            return tell_tuple(text, position, sink);
        }
        self.waiting_bytes += text.len();
        match self.waiting.last_mut() {
            Some(waiting) => waiting.tuples.push((position, text.to_vec())),
            None => self.waiting.push(Waiting {
                tuples: vec![(position, text.to_vec())],
                ..Waiting::default()
            }),
        }
    }

    /// What the object that closes tells is around the tuples in it that lack it.
    fn complete(&mut self, scope: JsonScope) {
        let depth = self.depth();
        for (place, told) in self.around.iter_mut().enumerate() {
            let Some(told) = told.pop_if(|told| told.depth == depth) else {
                continue;
            };
            self.is_told = false;
            let inside = self.waiting.iter_mut().skip(scope.waiting);
            for waiting in inside.filter(|waiting| !waiting.tuples.is_empty()) {
                if let Some(own) = waiting.around.get_mut(place) {
                    own.get_or_insert_with(|| told.text.clone());
                }
            }
        }
    }

    /// Hands on what waited.
    fn release(&mut self, sink: &mut impl RecordSink) {
        self.waiting_bytes = 0;
        self.is_told = false;
        for waiting in std::mem::take(&mut self.waiting) {
            if waiting.tuples.is_empty() {
                continue;
            }
            let told = |around: Around| {
                let own = waiting
                    .around
                    .get(around as usize)
                    .and_then(Option::as_deref);
                own.or_else(|| self.told(around))
            };
            surroundings(told, sink);
            for (position, tuple) in &waiting.tuples {
                tell_tuple(tuple, *position, sink);
            }
        }
    }

    /// Ends the file: what is open ends here.
    pub(super) fn finish(&mut self, sink: &mut impl RecordSink) {
        while let Some(scope) = self.scopes.last().copied() {
            if scope.container == Container::Object {
                self.complete(scope);
            }
            self.scopes.pop();
        }
        self.release(sink);
    }

    fn value(&mut self, text: &str) {
        match self.property.take() {
            Some(Property::Around(around)) => {
                self.tell(around, text);
                // One name of the two worlds.
                if around == Around::Mac {
                    self.row.set(TrafficColumn::Mac, text);
                }
            }
            Some(Property::Column(column)) => {
                self.row.set(column, text);
                if let Some(scope) = self.scopes.last_mut() {
                    scope.is_row = true;
                }
            }
            Some(Property::Name) if self.is_in(Property::Columns) => {
                self.columns.push(TrafficColumn::of(text));
            }
            _ if self.is_in_row() => {
                if let Some(Some(column)) = self.columns.get(self.place) {
                    self.row.set(*column, text);
                }
                self.place += 1;
            }
            _ => {}
        }
    }

    /// Whether the container around the innermost one is the value of this property.
    fn is_in(&self, property: Property) -> bool {
        let around = self.scopes.iter().rev().nth(1);
        around.is_some_and(|scope| scope.property == property)
    }

    /// Whether a cell of a REST answer comes next.
    fn is_in_row(&self) -> bool {
        let innermost = self.scopes.last();
        innermost.is_some_and(|scope| scope.container == Container::Array)
            && self.is_in(Property::Rows)
    }
}

/// Tells a sink what is around tuples.
fn surroundings<'a>(told: impl Fn(Around) -> Option<&'a str>, sink: &mut impl RecordSink) {
    let id = [Around::Time, Around::FlowLog, Around::Mac].map(&told);
    let record = id.iter().all(Option::is_some).then(|| {
        let id = id.into_iter().chain([told(Around::Resource)]);
        id.flatten().collect::<Vec<_>>().join(" ")
    });
    sink.surroundings(&RecordSurroundings {
        rule: told(Around::Rule),
        group: told(Around::Group).or_else(|| told(Around::Resource)),
        mac: told(Around::Mac),
        record: record.as_deref(),
    });
}

fn tell_tuple(text: &[u8], position: u64, sink: &mut impl RecordSink) {
    match read_tuple(text) {
        Ok(flow) => sink.flow(&flow),
        Err(fault) => sink.unreadable(&String::from_utf8_lossy(text), fault, position),
    }
}

impl<S: RecordSink> JsonParts for Telling<'_, S> {
    fn open(&mut self, container: Container) {
        let log = &mut *self.log;
        let property = log.property.take().unwrap_or(Property::Other);
        match property {
            Property::Record => {
                if let Some(scope) = log.scopes.last_mut() {
                    scope.is_record = true;
                }
            }
            Property::Columns => log.columns.clear(),
            _ => {}
        }
        if container == Container::Object || property == Property::Tuples {
            // Tuples that wait for other surroundings than those before.
            if log
                .waiting
                .last()
                .is_some_and(|waiting| !waiting.tuples.is_empty())
            {
                log.waiting.push(Waiting::default());
            }
        }
        log.scopes.push(JsonScope {
            container,
            property,
            waiting: log.waiting.len().saturating_sub(usize::from(
                log.waiting
                    .last()
                    .is_some_and(|waiting| waiting.tuples.is_empty()),
            )),
            is_record: false,
            is_row: false,
        });
        if log.is_in_row() {
            log.place = 0;
            log.row.clear();
        }
    }

    fn close(&mut self) {
        let log = &mut *self.log;
        let Some(scope) = log.scopes.last().copied() else {
            return;
        };
        let was_row = log.is_in_row();
        if scope.container == Container::Object {
            log.complete(scope);
        }
        log.scopes.pop();
        log.property = None;
        if was_row || scope.is_row {
            log.has_flows = true;
            rows::tell(&log.row, log.row_start, self.sink);
            log.row.clear();
        }
        if scope.is_record || log.scopes.is_empty() || log.waiting_bytes > MOST_WAITING {
            log.release(self.sink);
        }
        if log.is_in_row() {
            log.place += 1;
        }
    }

    fn key(&mut self, name: &str) {
        self.log.property = Some(property(name));
    }

    fn text(&mut self, text: &[u8], position: u64) {
        let in_tuples = self.log.scopes.last();
        if in_tuples.is_some_and(|scope| scope.property == Property::Tuples) {
            return self.log.tuple(text, position, self.sink);
        }
        self.log.row_start = position;
        self.log.value(&String::from_utf8_lossy(text));
    }

    fn word(&mut self, word: &str) {
        self.log.value(match word {
            "null" => "",
            word => word,
        });
    }
}
