//! Runs `quiz.md`: every trap, with the smallest groups that show it and the nearest that do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

mod cases;

use cases::{run, scenario};
use nsg::Scenario;
use nsg_analysis::{Limits, QuizQuestion, Trap, quiz};

const PAGE: &str = "tests/quiz.md";

fn told(question: &QuizQuestion) -> String {
    format!("{} — {}", question.flow, question.why)
}

fn of_trap(text: &str, trap: &str) -> Vec<String> {
    let all = quiz(&scenario(text), 1, Limits::default()).unwrap();
    let of_trap = all.iter().filter(|question| question.trap.as_str() == trap);
    of_trap.map(told).collect()
}

#[test]
fn every_trap_is_asked_about_where_it_is_and_not_beside_it() {
    let seen = run(PAGE, "UPDATE_QUIZ", of_trap);
    for trap in Trap::ALL {
        let is_it = |known: &String| known == trap.as_str();
        assert!(seen.iter().any(is_it), "{trap:?} has no section");
    }
}

#[test]
fn plain_groups_surprise_nobody() {
    for text in [
        "",
        "Allow-Web 100 In Tcp Internet:* -> *:80 Allow",
        "Allow-Web 100 In Tcp *:* -> *:80 Allow\nDeny-All 4096 In * *:* -> *:* Deny",
        "subnet\nAllow-Web 100 In Tcp Internet:* -> *:80 Allow\nnic\nAllow-Web 100 In Tcp Internet:* -> *:80 Allow",
    ] {
        let questions = quiz(&scenario(text), 1, Limits::default()).unwrap();
        assert_eq!(questions, [], "{text}");
    }
    assert_eq!(
        quiz(&Scenario::default(), 1, Limits::default()),
        Ok(Vec::new())
    );
}
