//! Executes a lesson: every group is read, every flow judged, every task solved and missed.

mod flow;
mod scenario;
mod task;

use crate::failure::{FailureSink, LessonFailure};
use crate::lesson::{Lesson, LessonPart};

/// Executes every block. No failure: all that the lesson says is so.
#[must_use]
pub fn run(lesson: &Lesson) -> Vec<LessonFailure> {
    let mut sink = FailureSink::new(&lesson.file);
    for part in &lesson.parts {
        match part {
            LessonPart::Group(group) => scenario::check(group, &mut sink),
            LessonPart::Network(network) => scenario::check_network(network, &mut sink),
            LessonPart::Prose(_) | LessonPart::Flow(_) | LessonPart::Task(_) => {}
        }
    }
    if !sink.found.is_empty() {
        // What is said about texts that cannot be read is not worth judging.
        return sink.found;
    }
    for part in &lesson.parts {
        match part {
            LessonPart::Flow(part) => flow::run(part, &mut sink),
            LessonPart::Task(part) => task::run(part, &mut sink),
            LessonPart::Prose(_) | LessonPart::Group(_) | LessonPart::Network(_) => {}
        }
    }
    sink.found
}
