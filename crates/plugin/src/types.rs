//! The declarations for TypeScript, beside the code that they declare.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const DECLARATIONS: &str = include_str!("types.d.ts");

#[cfg(all(test, feature = "sets"))]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    // The constant above is the macro's alone.
    const DECLARATIONS: &str = include_str!("types.d.ts");

    /// The members of a union of texts.
    fn union(name: &str) -> Vec<&str> {
        let begin = format!("export type {name} =\n");
        let (_, rest) = DECLARATIONS.split_once(&begin).unwrap();
        let (members, _) = rest.split_once(';').unwrap();
        members
            .lines()
            .map(|line| line.trim_matches([' ', '|', '"']))
            .collect()
    }

    #[test]
    fn every_code_of_a_diagnostic_is_declared() {
        let declared = union("DiagnosticCode");
        let codes = nsg_documents::DiagnosticCode::ALL.iter();
        let codes: Vec<&str> = codes.map(|code| code.as_str()).collect();
        assert_eq!(declared.get(..codes.len()), Some(codes.as_slice()));
    }

    #[test]
    fn every_code_of_a_finding_is_declared() {
        let codes = nsg_analysis::FindingCode::ALL.iter();
        let codes: Vec<&str> = codes.map(|code| code.as_str()).collect();
        assert_eq!(union("FindingCode"), codes);
    }

    #[test]
    fn every_entry_of_the_agreement_is_declared() {
        let entries = nsg::agreement::AgreementEntry::ALL.map(|entry| entry.as_str());
        assert_eq!(union("AgreementEntry"), entries);
    }
}
