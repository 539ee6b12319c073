//! The texts of a lesson come to what the same documents come to elsewhere.

use nsg_lessons::lesson::LessonTexts;
use rule_lines::scenarios;

#[test]
fn the_texts_of_a_lesson_become_what_every_case_says() {
    for case in scenarios::all() {
        let texts = LessonTexts {
            network: (!case.network.is_null()).then(|| case.network.to_string()),
            subnet_security_group: case.subnet.clone(),
            network_interface_security_group: case.network_interface.clone(),
        };
        case.check(&texts.scenario());
    }
}
