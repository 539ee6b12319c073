//! Executes a lesson: every group is read, every flow judged, every task solved and missed.

mod flow;
mod scenario;
mod task;

use crate::failure::{Failure, Sink};
use crate::lesson::{Lesson, Part};

/// Executes every block. No failure: all that the lesson says is so.
#[must_use]
pub fn run(lesson: &Lesson) -> Vec<Failure> {
    let mut sink = Sink::new(&lesson.file);
    for part in &lesson.parts {
        match part {
            Part::Group(group) => scenario::check(group, &mut sink),
            Part::Network(network) => scenario::check_network(network, &mut sink),
            Part::Prose(_) | Part::Flow(_) | Part::Task(_) => {}
        }
    }
    if !sink.found.is_empty() {
        // What is said about texts that cannot be read is not worth judging.
        return sink.found;
    }
    for part in &lesson.parts {
        match part {
            Part::Flow(part) => flow::run(part, &mut sink),
            Part::Task(part) => task::run(part, &mut sink),
            Part::Prose(_) | Part::Group(_) | Part::Network(_) => {}
        }
    }
    sink.found
}
